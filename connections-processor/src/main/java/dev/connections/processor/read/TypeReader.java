package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.PartModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads a class annotated {@code @ConnectionType}. */
public final class TypeReader {

  private final Elements elements;
  private final Annotations annotations;
  private final Supertypes supertypes;
  private final FactoryReader factories;
  private final Readiness readiness;

  /** A reader for one round. */
  public TypeReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.annotations = new Annotations(environment.getElementUtils());
    this.supertypes = new Supertypes(environment.getTypeUtils());
    this.factories = new FactoryReader(environment);
    this.readiness = new Readiness(environment);
  }

  /** What the annotation says; nothing of what it does not say, because it does not compile. */
  public DeclarationModel declaration(TypeElement element) {
    Annotations.Values values =
        annotations
            .find(element, Names.CONNECTION_TYPE)
            .map(annotations::values)
            .orElse(new Annotations.Values(Map.of()));
    String written = values.string("description");
    String comment =
        written.isEmpty() ? JavadocComment.of(elements.getDocComment(element)).sentence() : "";
    return new DeclarationModel(
        TypeReferences.of(element),
        values.number("id"),
        values.string("name"),
        values.string("category"),
        written.isEmpty() && comment.isEmpty() ? kept(element) : written + comment,
        !comment.isEmpty(),
        values.string("provider"),
        values.strings("dataStores"),
        values.constants("modes"),
        values.constants("features"),
        values.number("priority"),
        values.flag("closeLast"));
  }

  /** Class files have no comments: what was written next to a type when it had one. */
  private String kept(TypeElement element) {
    TypeElement beside =
        elements.getTypeElement(TypeReferences.of(element).descriptionName().canonicalName());
    return Optional.ofNullable(beside)
        .flatMap(found -> annotations.find(found, Names.GENERATED_DESCRIPTION))
        .map(mirror -> annotations.values(mirror).string("description"))
        .orElse("");
  }

  /**
   * The type; none if its three parts cannot be read, which is then reported, unless it is because
   * something does not exist.
   */
  public Optional<TypeModel> read(
      DeclarationModel declaration, TypeElement element, Problems problems) {
    ClassReference name = declaration.declaredBy();
    Place place = Place.of(name.canonicalName());
    Optional<DeclaredType> base =
        element.getKind() == ElementKind.CLASS
            ? supertypes.find(element.asType(), Names.CONNECTION_TYPE_BASE)
            : Optional.empty();
    if (!complete(element)) {
      return Optional.empty();
    }
    List<String> inaccessible = inaccessible(element);
    if (!inaccessible.isEmpty()) {
      problems.add(ProblemCode.FACTORY_PRIVATE, place, declaration.name(), inaccessible.get(0));
      return Optional.empty();
    }
    List<? extends TypeMirror> parts = base.map(DeclaredType::getTypeArguments).orElse(List.of());
    boolean readable = parts.size() == 3 && parts.stream().noneMatch(Supertypes::missing);
    if (readable && supertypes.unresolvedHere(base.get()).isEmpty() && fits(parts)) {
      return read(declaration, parts);
    }
    if (!readiness.missingFor(element).isEmpty()) {
      return Optional.empty();
    }
    if (base.isEmpty()) {
      problems.add(ProblemCode.TYPE_WITHOUT_BASE, place, name.simpleName());
    } else if (!readable) {
      problems.add(ProblemCode.TYPE_ARGUMENTS_MISSING, place, name.simpleName());
    } else {
      problems.add(
          ProblemCode.TYPE_ARGUMENTS_WRONG,
          place,
          name.simpleName(),
          TypeReferences.of(parts.get(0)).text(),
          TypeReferences.of(parts.get(1)).text(),
          TypeReferences.of(parts.get(2)).text());
    }
    return Optional.empty();
  }

  /**
   * The record that a type is configured by, as far as can be seen, even if the type itself cannot
   * be read: its binder is written nevertheless, so that no one misses it next to the error that
   * matters.
   */
  Optional<TypeElement> configuration(TypeElement type) {
    List<? extends TypeMirror> parts = writtenParts(type);
    if (parts.size() != 3) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(parts.get(1)), factories.takenBy(parts.get(2)).stream())
        .filter(part -> !Supertypes.missing(part))
        .filter(this::mayBeConfiguration)
        .map(part -> (TypeElement) ((DeclaredType) part).asElement())
        .filter(element -> element.getKind() == ElementKind.RECORD)
        .findFirst();
  }

  private boolean mayBeConfiguration(TypeMirror part) {
    return supertypes.has(part, Names.CONNECTION_CONFIGURATION)
        || !supertypes.unresolved(part).isEmpty();
  }

  /** The base's type arguments, which stand there even if the base is misspelt. */
  private List<? extends TypeMirror> writtenParts(TypeElement type) {
    return supertypes
        .find(type.asType(), Names.CONNECTION_TYPE_BASE)
        .or(() -> Optional.of(type.getSuperclass()).flatMap(Supertypes::declared))
        .map(DeclaredType::getTypeArguments)
        .orElse(List.of());
  }

  /** Whether the annotation has all it must have; if not, the compiler says so. */
  private boolean complete(TypeElement element) {
    return annotations
        .find(element, Names.CONNECTION_TYPE)
        .map(annotations::values)
        .filter(values -> values.has("id", Integer.class))
        .filter(values -> values.has("name", String.class))
        .filter(values -> values.has("category", String.class))
        .isPresent();
  }

  /** Factories that exist, and are not found because they are private. */
  private List<String> inaccessible(TypeElement element) {
    return supertypes.unresolved(element.asType()).stream()
        .filter(
            name -> {
              TypeElement found = elements.getTypeElement(name);
              return found != null
                  && TypeReferences.visibility(found) == Visibility.PRIVATE
                  && supertypes.has(found.asType(), Names.CONNECTION_FACTORY);
            })
        .toList();
  }

  private boolean fits(List<? extends TypeMirror> parts) {
    return supertypes.has(parts.get(0), Names.MANAGED_CONNECTION)
        && supertypes.has(parts.get(1), Names.CONNECTION_CONFIGURATION)
        && factories.isFactory((DeclaredType) parts.get(2));
  }

  private Optional<TypeModel> read(DeclarationModel declaration, List<? extends TypeMirror> parts) {
    return factories
        .read((DeclaredType) parts.get(2))
        .map(
            factory ->
                new TypeModel(
                    declaration,
                    part((DeclaredType) parts.get(0)),
                    part((DeclaredType) parts.get(1)),
                    factory));
  }

  /** The weakest visibility of a class and of what it is given as type arguments. */
  private static Visibility visibility(DeclaredType type) {
    return Stream.concat(
            Stream.of(TypeReferences.visibility((TypeElement) type.asElement())),
            type.getTypeArguments().stream()
                .flatMap(argument -> Supertypes.declared(argument).stream())
                .map(TypeReader::visibility))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static PartModel part(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    return new PartModel(
        TypeReferences.of(type),
        visibility(type),
        type.getTypeArguments().isEmpty() && !element.getTypeParameters().isEmpty(),
        element.getKind() == ElementKind.RECORD);
  }
}
