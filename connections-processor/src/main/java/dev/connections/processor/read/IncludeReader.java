package dev.connections.processor.read;

import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.IncludedRegistryModel.Adjustments;
import dev.connections.processor.model.IncludesModel;
import dev.connections.processor.model.MetadataLine;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.TypeReference;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the registries that {@code @ConnectionRegistry(include = …)} names. */
final class IncludeReader {

  private final Elements elements;
  private final Annotations annotations;
  private final DependencyReader dependencies;

  IncludeReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.annotations = new Annotations(elements);
    this.dependencies = new DependencyReader(environment);
  }

  /**
   * What is included; what is not a registry is reported and left out.
   *
   * @param generated the registry that includes; an earlier build may have left its class behind
   */
  IncludesModel read(
      Annotations.Values registry, ClassReference generated, Place place, Problems problems) {
    List<AdjustmentModel> adjustments = new ArrayList<>();
    adjustments.addAll(adjustments(registry, AdjustmentModel.Kind.EXCLUDE));
    adjustments.addAll(adjustments(registry, AdjustmentModel.Kind.ID));
    Map<ClassReference, IncludedRegistryModel> included = new LinkedHashMap<>();
    List<Object> values = registry.list("include");
    boolean complete = true;
    for (int i = 0; i < values.size(); i++) {
      Place here = place.attribute("include").index(i);
      Optional<TypeElement> element = element(values.get(i));
      if (element.isEmpty()) {
        complete = false;
        continue;
      }
      ClassReference name = TypeReferences.of(element.get());
      Optional<Annotations.Values> said = metadata(element.get());
      if (name.equals(generated)) {
        complete = false; // Told in the last round, when it exists in any case.
      } else if (said.isEmpty()) {
        problems.add(
            ProblemCode.INCLUDE_NOT_A_REGISTRY, here, name.canonicalName(), meant(element.get()));
      } else if (!isOfOurFormat(said.get())) {
        reportFormat(name, said.get(), here, problems);
      } else if (included.containsKey(name)) {
        problems.add(ProblemCode.INCLUDE_TWICE, here, name.canonicalName());
      } else {
        included.put(name, read(element.get(), i, said.get(), adjustments(adjustments, name)));
      }
      complete &= included.containsKey(name);
    }
    return new IncludesModel(List.copyOf(included.values()), adjustments, complete);
  }

  /** Reports each place where a registry includes the class that was generated for itself. */
  void reportItself(
      Annotations.Values registry, ClassReference generated, Place place, Problems problems) {
    List<Object> values = registry.list("include");
    for (int i = 0; i < values.size(); i++) {
      Place here = place.attribute("include").index(i);
      element(values.get(i))
          .map(TypeReferences::of)
          .filter(generated::equals)
          .ifPresent(
              itself -> problems.add(ProblemCode.INCLUDE_ITSELF, here, itself.canonicalName()));
    }
  }

  /** A registry that is not included; none if it is not one, or of another format. */
  Optional<IncludedRegistryModel> read(TypeElement element) {
    return metadata(element)
        .filter(IncludeReader::isOfOurFormat)
        .map(said -> read(element, -1, said, Adjustments.NONE));
  }

  private static boolean isOfOurFormat(Annotations.Values said) {
    return said.number("format") == RegistryFormat.VERSION;
  }

  private static void reportFormat(
      ClassReference name, Annotations.Values said, Place here, Problems problems) {
    int format = said.number("format");
    problems.add(
        format < RegistryFormat.VERSION
            ? ProblemCode.INCLUDE_OLDER_FORMAT
            : ProblemCode.INCLUDE_NEWER_FORMAT,
        here,
        name.canonicalName(),
        said.string("generator"),
        format,
        RegistryFormat.VERSION,
        RegistryFormat.generator());
  }

  /** Whoever has written a library's root class includes that one easily. */
  private String meant(TypeElement element) {
    return annotations
        .find(element, Names.CONNECTION_REGISTRY)
        .map(asking -> annotations.values(asking).string("name"))
        .map(name -> TypeReferences.of(element).sibling(name).canonicalName())
        .map(generated -> "include what has been generated for it: " + generated + ".class")
        .orElse(
            "include the class that @ConnectionRegistry(library = true) generated, such as"
                + " SqlConnectionTypes");
  }

  private Optional<Annotations.Values> metadata(TypeElement element) {
    return annotations.find(element, Names.GENERATED_REGISTRY).map(annotations::values);
  }

  /** A class; none if the compiler does not find it, and says so. */
  private static Optional<TypeElement> element(Object value) {
    return value instanceof DeclaredType type
            && type.getKind() == TypeKind.DECLARED
            && type.asElement() instanceof TypeElement element
        ? Optional.of(element)
        : Optional.empty();
  }

  private List<AdjustmentModel> adjustments(
      Annotations.Values registry, AdjustmentModel.Kind kind) {
    List<AdjustmentModel> adjustments = new ArrayList<>();
    List<Object> values = registry.list(kind.attribute());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof AnnotationMirror mirror) {
        Annotations.Values said = annotations.values(mirror);
        int index = i;
        said.value("registry")
            .filter(any -> complete(said, kind))
            .flatMap(IncludeReader::element)
            .ifPresent(
                element ->
                    adjustments.add(
                        new AdjustmentModel(
                            kind,
                            index,
                            TypeReferences.of(element),
                            said.string("name"),
                            said.number("id"))));
      }
    }
    return adjustments;
  }

  /** Whether all of it has its kind; if not, the compiler says so. */
  private static boolean complete(Annotations.Values said, AdjustmentModel.Kind kind) {
    return said.has("name", String.class)
        && (kind == AdjustmentModel.Kind.EXCLUDE || said.has("id", Integer.class));
  }

  private static Adjustments adjustments(List<AdjustmentModel> all, ClassReference registry) {
    Set<String> excluded = new HashSet<>();
    Map<String, Integer> ids = new HashMap<>();
    for (AdjustmentModel adjustment : all) {
      if (adjustment.registry().equals(registry)) {
        switch (adjustment.kind()) {
          case EXCLUDE -> excluded.add(adjustment.type());
          case ID -> ids.putIfAbsent(adjustment.type(), adjustment.id());
        }
      }
    }
    return new Adjustments(excluded, ids);
  }

  private IncludedRegistryModel read(
      TypeElement element, int index, Annotations.Values said, Adjustments adjustments) {
    Map<String, TypeMirror> constants = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(element))) {
      constants.put(field.getSimpleName().toString(), field.asType());
    }
    ClassReference name = TypeReferences.of(element);
    List<EntryModel> entries = new ArrayList<>();
    for (String part : said.strings("parts")) {
      part(element, part).ifPresent(values -> entries.addAll(entries(values, constants)));
    }
    return new IncludedRegistryModel(
        name,
        index,
        entries,
        dependencies(element),
        said.strings("includes"),
        said.string("source"),
        adjustments);
  }

  private Optional<Annotations.Values> part(TypeElement registry, String name) {
    return ElementFilter.typesIn(registry.getEnclosedElements()).stream()
        .filter(nested -> nested.getSimpleName().contentEquals(name))
        .findFirst()
        .flatMap(this::metadata);
  }

  private static List<EntryModel> entries(
      Annotations.Values said, Map<String, TypeMirror> constants) {
    Map<ClassReference, RecordModel> settings =
        SettingsAnnotationReader.records(said.strings("settings"));
    return said.strings("entries").stream()
        .map(line -> entry(MetadataLine.parse(line), constants, settings))
        .toList();
  }

  private static EntryModel entry(
      MetadataLine line,
      Map<String, TypeMirror> constants,
      Map<ClassReference, RecordModel> settings) {
    ClassReference configurationClass = ClassReference.decoded(line.get("configuration"));
    TypeReference.OfClass connection = named(ClassReference.decoded(line.get("connection")));
    TypeReference.OfClass configuration = named(configurationClass);
    // The constant's own type has the type arguments that the line leaves out.
    if (constants.get(line.get("constant")) instanceof DeclaredType descriptor) {
      List<TypeReference> arguments = TypeReferences.of(descriptor).arguments();
      if (arguments.size() == 2
          && arguments.get(0) instanceof TypeReference.OfClass first
          && arguments.get(1) instanceof TypeReference.OfClass second) {
        connection = first;
        configuration = second;
      }
    }
    int id = line.number("id");
    return new EntryModel(
        new DeclarationModel(
            ClassReference.decoded(line.get("declaredBy")),
            line.has("declaredId") ? line.number("declaredId") : id,
            line.get("name"),
            line.get("category"),
            line.get("description"),
            false,
            line.get("provider"),
            line.all("dataStore"),
            List.of(),
            List.of(),
            line.number("priority"),
            false),
        id,
        line.get("constant"),
        Optional.of(connection),
        Optional.of(configuration),
        Optional.empty(),
        line.all("dependency"),
        Optional.ofNullable(settings.get(configurationClass)),
        line.get("link"));
  }

  private static TypeReference.OfClass named(ClassReference name) {
    return new TypeReference.OfClass(name, List.of());
  }

  private List<DependencyModel> dependencies(TypeElement registry) {
    for (ExecutableElement method : ElementFilter.methodsIn(registry.getEnclosedElements())) {
      if (method.getSimpleName().contentEquals("source")) {
        return method.getParameters().stream()
            .map(parameter -> dependencies.read(parameter).dependency())
            .toList();
      }
    }
    return List.of();
  }
}
