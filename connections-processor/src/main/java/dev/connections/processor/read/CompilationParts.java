package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.Names;
import dev.connections.processor.read.DeferredTypes.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/** What a registry and connection sets are made of, gathered round by round. */
public final class CompilationParts {

  private final ProcessingEnvironment environment;
  private final AnnotatedTypes types;
  private final AnnotatedTypes registries;
  private final AnnotatedTypes sets;
  private final DeferredTypes awaitedTypes;
  private final DeferredTypes awaitedSets;
  private boolean settled;

  /** Begins empty. */
  public CompilationParts(ProcessingEnvironment environment) {
    this.environment = environment;
    this.types = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_TYPE);
    this.registries = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_REGISTRY);
    this.sets = new AnnotatedTypes(environment.getElementUtils(), Names.CONNECTION_SET);
    this.awaitedTypes = new DeferredTypes(environment, types);
    this.awaitedSets = new DeferredTypes(environment, sets);
  }

  /**
   * Adds what a round brings.
   *
   * @param added where the canonical names of what is annotated in it are added
   * @return the sets that have to be announced, since they have to wait
   */
  public List<ClassReference> add(RoundEnvironment round, Set<String> added) {
    Set<String> before = names();
    Readiness readiness = new Readiness(environment);
    Step typesStep = awaitedTypes.next(round, readiness::typeReady);
    Step setsStep = awaitedSets.next(round, readiness::setReady);
    registries.add(round);
    settled = isSettled(typesStep) && isSettled(setsStep);
    if (settled) {
      awaitedTypes.take();
      awaitedSets.take();
    }
    added.addAll(names());
    added.removeAll(before);
    return setsStep == Step.ANNOUNCE ? awaitedSets.waiting() : List.of();
  }

  private static boolean isSettled(Step step) {
    return step == Step.NOTHING || step == Step.WRITE;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    Stream.of(types, registries, sets).forEach(annotated -> names.addAll(annotated.names()));
    return names;
  }

  /** Whether everything exists that has to be read. */
  public boolean settled() {
    return settled;
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return Stream.of(types, registries, sets).allMatch(AnnotatedTypes::isEmpty);
  }

  /** The connection types. */
  public List<TypeElement> types() {
    return types.elements();
  }

  /** What is annotated {@code @ConnectionRegistry}. */
  List<TypeElement> registries() {
    return registries.elements();
  }

  /** The connection sets. */
  List<TypeElement> sets() {
    return sets.elements();
  }
}
