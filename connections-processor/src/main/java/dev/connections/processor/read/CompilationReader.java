package dev.connections.processor.read;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.SurroundingsModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads everything that is annotated in one compilation. */
public final class CompilationReader {

  private final ProcessingEnvironment environment;
  private final AnnotatedTypes annotated;

  /** A reader for one round. */
  public CompilationReader(ProcessingEnvironment environment, AnnotatedTypes annotated) {
    this.environment = environment;
    this.annotated = annotated;
  }

  /** Whether everything to be read exists; what does not may come in a later round. */
  public boolean ready() {
    Readiness readiness = new Readiness(environment);
    return annotated.types().stream().allMatch(readiness::typeReady)
        && annotated.sets().stream().allMatch(readiness::setReady);
  }

  /** Everything, as far as it can be read; the rest is reported. */
  public CompilationModel read(Problems problems) {
    List<TypeModel> types = types(problems);
    ConnectionSetReader sets = new ConnectionSetReader(environment);
    List<ConnectionSetModel> setModels = annotated.sets().stream().map(sets::read).toList();
    return new CompilationModel(
        types,
        new RegistryReader(environment).read(annotated.registries(), types, problems),
        setModels,
        configurations(types, problems),
        surroundings());
  }

  private List<TypeModel> types(Problems problems) {
    TypeReader reader = new TypeReader(environment);
    List<TypeModel> types = new ArrayList<>();
    for (TypeElement type : annotated.types()) {
      reader.read(type, problems).ifPresent(types::add);
    }
    types.sort(Comparator.comparingInt(TypeModel::id).thenComparing(TypeModel::declaredBy));
    return types;
  }

  private List<ConfigurationModel> configurations(List<TypeModel> types, Problems problems) {
    ConfigurationReader reader = new ConfigurationReader(environment);
    List<ConfigurationModel> configurations = new ArrayList<>();
    Set<String> read = new HashSet<>();
    for (TypeModel type : types) {
      String name = type.configuration().name().canonicalName();
      TypeElement element = environment.getElementUtils().getTypeElement(name);
      // A record of another compilation has its binder there.
      if (element != null
          && type.configuration().isRecord()
          && annotated.compiledHere(element)
          && read.add(name)) {
        configurations.add(reader.read(element, problems));
      }
    }
    configurations.sort(Comparator.comparing(ConfigurationModel::recordClass));
    return configurations;
  }

  private SurroundingsModel surroundings() {
    return Stream.of(annotated.registries(), annotated.types(), annotated.sets())
        .flatMap(List::stream)
        .findFirst()
        .map(new SurroundingsReader(environment.getElementUtils())::read)
        .orElse(new SurroundingsModel(false, false, false));
  }
}
