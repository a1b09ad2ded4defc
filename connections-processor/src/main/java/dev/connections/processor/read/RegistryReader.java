package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludesModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Decides which registry a compilation gets, if any. */
public final class RegistryReader {

  private static final String DEFAULT_NAME = "ConnectionTypes";

  /** Identifiers that Java does not allow as names of classes. */
  private static final Set<String> NO_CLASS_NAMES =
      Set.of("permits", "record", "sealed", "var", "yield");

  private final Elements elements;
  private final Filer filer;
  private final Annotations annotations;
  private final IncludeReader includes;

  /** A reader for one round. */
  public RegistryReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.filer = environment.getFiler();
    this.annotations = new Annotations(elements);
    this.includes = new IncludeReader(environment);
  }

  /**
   * The registry that was asked for, or the default one where the types of the compilation are in
   * one package.
   *
   * @param annotated what is annotated {@code @ConnectionRegistry}, sorted
   * @param own the types of the compilation, by id
   */
  public Optional<RegistryModel> read(
      Collection<TypeElement> annotated, List<EntryModel> own, Problems problems) {
    if (annotated.isEmpty()) {
      return own.isEmpty() ? Optional.empty() : unasked(own, problems);
    }
    TypeElement first = annotated.iterator().next();
    for (TypeElement other : annotated) {
      if (!other.equals(first)) {
        problems.add(
            ProblemCode.REGISTRY_TWICE,
            place(other),
            TypeReferences.of(first).canonicalName(),
            TypeReferences.of(other).canonicalName());
      }
    }
    return annotations
        .find(first, Names.CONNECTION_REGISTRY)
        .map(mirror -> asked(first, annotations.values(mirror), own, problems));
  }

  private RegistryModel asked(
      TypeElement root, Annotations.Values values, List<EntryModel> own, Problems problems) {
    ClassReference declaredBy = TypeReferences.of(root);
    String name = values.string("name");
    if (!values.has("name", String.class)) {
      // The compiler says so itself.
      name = DEFAULT_NAME;
    } else if (!isClassName(name)) {
      problems.add(ProblemCode.REGISTRY_NAME, place(root).attribute("name"), name);
      name = DEFAULT_NAME;
    }
    ClassReference generated = declaredBy.sibling(name);
    return RegistryModel.of(
        generated,
        Optional.of(declaredBy),
        values.flag("library"),
        own,
        includes.read(values, generated, place(root), problems));
  }

  /**
   * Reports that a registry includes itself. For the last round: before, what it includes does not
   * exist yet, unless an earlier build has left it behind.
   */
  public void reportItself(RegistryModel written, Problems problems) {
    written
        .declaredBy()
        .map(root -> elements.getTypeElement(root.canonicalName()))
        .ifPresent(
            root ->
                annotations
                    .find(root, Names.CONNECTION_REGISTRY)
                    .map(annotations::values)
                    .ifPresent(
                        values ->
                            includes.reportItself(values, written.name(), place(root), problems)));
  }

  private static boolean isClassName(String name) {
    return SourceVersion.isIdentifier(name)
        && !SourceVersion.isKeyword(name)
        && !NO_CLASS_NAMES.contains(name);
  }

  private Optional<RegistryModel> unasked(List<EntryModel> own, Problems problems) {
    Set<String> packages =
        own.stream()
            .map(type -> type.declaredBy().packageName())
            .collect(Collectors.toCollection(TreeSet::new));
    Place place = Place.of(own.get(0).declaredBy().canonicalName());
    if (packages.size() > 1) {
      problems.add(ProblemCode.REGISTRY_NEEDED_FOR_PACKAGES, place, String.join(", ", packages));
      return Optional.empty();
    }
    ClassReference name = ClassReference.of(packages.iterator().next(), DEFAULT_NAME);
    if (existsElsewhere(name)) {
      problems.add(ProblemCode.REGISTRY_WOULD_SHADOW, place, name.canonicalName());
      return Optional.empty();
    }
    return Optional.of(RegistryModel.of(name, Optional.empty(), false, own, IncludesModel.NONE));
  }

  /** Whether a class is there that is not what an earlier build of this compilation left behind. */
  private boolean existsElsewhere(ClassReference name) {
    if (elements.getTypeElement(name.canonicalName()) == null) {
      return false;
    }
    try {
      filer
          .getResource(
              StandardLocation.CLASS_OUTPUT, name.packageName(), name.simpleName() + ".class")
          .openInputStream()
          .close();
      return false;
    } catch (IOException notInOurOutput) {
      return true;
    }
  }

  private static Place place(TypeElement root) {
    return Place.of(TypeReferences.of(root).canonicalName()).annotation(Names.CONNECTION_REGISTRY);
  }
}
