package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads connection types, each by itself, and their configurations. For one round. */
public final class TypesReader {

  private final ProcessingEnvironment environment;

  /** A reader for one round. */
  public TypesReader(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Whether everything that is to be read of a type exists; what does not may come later. */
  public Predicate<TypeElement> ready() {
    return new Readiness(environment)::typeReady;
  }

  /**
   * The types, as far as they can be read; the rest is reported.
   *
   * @param elements what is annotated, by name
   * @param compiled whether a class is compiled here
   * @param toBeBound whether a record gets its binder now; asked once for each
   */
  public TypesModel read(
      List<TypeElement> elements,
      Predicate<TypeElement> compiled,
      Predicate<TypeElement> toBeBound,
      Problems problems) {
    TypeReader reader = new TypeReader(environment);
    Readiness readiness = new Readiness(environment);
    List<TypeModel> types = new ArrayList<>();
    List<DeclarationModel> unread = new ArrayList<>();
    Set<ClassReference> unresolved = new HashSet<>();
    List<TypeElement> configurations = new ArrayList<>();
    for (TypeElement element : elements) {
      DeclarationModel declaration = reader.declaration(element);
      int before = problems.count();
      reader
          .read(declaration, element, problems)
          .ifPresentOrElse(types::add, () -> unread.add(declaration));
      Set<String> missing = readiness.missingFor(element);
      if (!missing.isEmpty()) {
        unresolved.add(declaration.declaredBy());
      }
      if (!missing.isEmpty() && problems.count() == before) {
        Set<String> unsaid = readiness.missingInLibraries(element, compiled);
        problems.add(
            unsaid.isEmpty() ? ProblemCode.TYPE_UNRESOLVED : ProblemCode.CLASS_NOT_ON_PATH,
            Place.of(declaration.declaredBy().canonicalName()),
            declaration.declaredBy().simpleName(),
            String.join(", ", unsaid.isEmpty() ? missing : unsaid));
      }
      reader.configuration(element).ifPresent(configurations::add);
    }
    return new TypesModel(
        types,
        unread,
        unresolved,
        configurations(configurations, toBeBound, problems),
        elements.stream()
            .findFirst()
            .map(new ClasspathFeaturesReader(environment.getElementUtils())::read)
            .orElse(ClasspathFeatures.NONE));
  }

  private SortedMap<ClassReference, ConfigurationModel> configurations(
      List<TypeElement> records, Predicate<TypeElement> toBeBound, Problems problems) {
    ConfigurationReader reader = new ConfigurationReader(environment);
    SortedMap<ClassReference, ConfigurationModel> configurations = new TreeMap<>();
    for (TypeElement element : records) {
      ClassReference name = TypeReferences.of(element);
      if (!configurations.containsKey(name)) {
        configurations.put(
            name,
            toBeBound.test(element)
                ? reader.read(element, problems)
                : readUnbound(reader, name, element));
      }
    }
    return configurations;
  }

  /**
   * A record that has its binder already: what was written there has more than its class file. What
   * is wrong with it has been said where it was bound.
   */
  private ConfigurationModel readUnbound(
      ConfigurationReader reader, ClassReference name, TypeElement element) {
    TypeElement binder =
        environment.getElementUtils().getTypeElement(name.binderName().canonicalName());
    Optional<RecordModel> settings =
        binder == null
            ? Optional.empty()
            : new SettingsAnnotationReader(environment.getElementUtils()).readFrom(binder);
    return settings
        .map(known -> new ConfigurationModel(known, true, false))
        .orElseGet(() -> reader.read(element, new Problems()).unbound());
  }
}
