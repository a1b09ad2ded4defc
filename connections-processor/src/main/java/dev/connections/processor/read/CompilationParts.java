package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.Names;
import dev.connections.processor.read.AwaitedTypes.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * What a registry and connection sets are made of, gathered round by round.
 *
 * <p>Connection types come in two ways: those of source files that we are shown, as they are; all
 * others as what has been generated beside them, in an earlier round or an earlier build.
 */
public final class CompilationParts {

  private final ProcessingEnvironment environment;
  private final Annotations annotations;
  private final AnnotatedTypes types;
  private final AnnotatedTypes announced;
  private final AnnotatedTypes entries;
  private final AnnotatedTypes registries;
  private final AnnotatedTypes sets;
  private final AwaitedTypes awaitedTypes;
  private final AwaitedTypes awaitedSets;
  private boolean settled;

  /** Begins empty. */
  public CompilationParts(ProcessingEnvironment environment) {
    this.environment = environment;
    this.annotations = new Annotations(environment.getElementUtils());
    this.types = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_TYPE);
    this.announced =
        new AnnotatedTypes(environment.getElementUtils(), Names.AWAITED_CONNECTION_TYPE);
    this.entries = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_ENTRY);
    this.registries = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_REGISTRY);
    this.sets = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_SET);
    this.awaitedTypes = new AwaitedTypes(environment, types);
    this.awaitedSets = new AwaitedTypes(environment, sets);
  }

  /**
   * Adds what a round brings.
   *
   * @param added where the canonical names of what users annotated in it are added
   * @return the sets that have to be announced, since they have to wait
   */
  public List<ClassReference> add(RoundEnvironment round, Set<String> added) {
    Set<String> before = everything();
    Readiness readiness = new Readiness(environment);
    Step typesStep = awaitedTypes.next(round, readiness::typeReady);
    Step setsStep = awaitedSets.next(round, readiness::setReady);
    registries.add(round);
    entries.add(round);
    announced.add(round);
    settled = isSettled(typesStep) && isSettled(setsStep) && announcedWithoutEntry().isEmpty();
    if (settled) {
      awaitedTypes.take();
      awaitedSets.take();
    }
    added.addAll(everything());
    added.removeAll(before);
    return setsStep == Step.ANNOUNCE ? awaitedSets.waiting() : List.of();
  }

  private static boolean isSettled(Step step) {
    return step == Step.NOTHING || step == Step.WRITE;
  }

  private Set<String> everything() {
    Set<String> names = new HashSet<>(types.names());
    names.addAll(registries.names());
    names.addAll(sets.names());
    entries().forEach(entry -> names.add(declaredBy(entry).canonicalName()));
    return names;
  }

  /** Whether everything exists that has to be read. */
  public boolean settled() {
    return settled;
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return Stream.of(types, announced, entries, registries, sets).allMatch(AnnotatedTypes::isEmpty);
  }

  /**
   * The connection types that are to be read as they are: those that we have been shown, and, in
   * the last round, those that waited in vain.
   */
  public List<TypeElement> types() {
    List<TypeElement> all = new ArrayList<>(types.elements());
    all.addAll(announcedWithoutEntry());
    return all;
  }

  /** What has been generated beside other connection types. */
  List<TypeElement> entries() {
    return entries.elements().stream()
        .filter(entry -> !types.contains(declaredBy(entry).canonicalName()))
        .toList();
  }

  /** Connection types that we have not been shown, and of which nothing is generated yet. */
  private List<TypeElement> announcedWithoutEntry() {
    List<String> missing = new ArrayList<>();
    for (TypeElement announcement : announced.elements()) {
      annotations
          .find(announcement, Names.AWAITED_CONNECTION_TYPE)
          .map(mirror -> annotations.values(mirror).string("value"))
          .filter(name -> !types.contains(name))
          .ifPresent(missing::add);
    }
    return types.find(missing).stream()
        .filter(type -> annotations.find(type, Names.CONNECTION_TYPE).isPresent())
        .filter(type -> !entries.contains(TypeReferences.of(type).entryName().canonicalName()))
        .toList();
  }

  List<TypeElement> registries() {
    return registries.elements();
  }

  List<TypeElement> sets() {
    return sets.elements();
  }

  private ClassReference declaredBy(TypeElement entry) {
    return annotations
        .find(entry, Names.CONNECTION_ENTRY)
        .map(mirror -> ClassReference.decoded(annotations.values(mirror).string("declaredBy")))
        .orElseGet(() -> TypeReferences.of(entry));
  }
}
