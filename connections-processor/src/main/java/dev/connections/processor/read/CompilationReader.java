package dev.connections.processor.read;

import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads what one compilation lists and uses. For one round. */
public final class CompilationReader {

  private final ProcessingEnvironment environment;
  private final CompilationParts parts;

  /** A reader for one round. */
  public CompilationReader(ProcessingEnvironment environment, CompilationParts parts) {
    this.environment = environment;
    this.parts = parts;
  }

  /**
   * Everything, as far as it can be read; the rest is reported.
   *
   * @param types the connection types that we have been shown
   */
  public CompilationModel read(TypesModel types, Problems problems) {
    List<EntryModel> entries = entries(types);
    List<TypeElement> registries = parts.registries();
    Optional<RegistryModel> registry =
        new RegistryReader(environment).read(registries, entries, problems);
    Optional<RegistryModel> application = registry.filter(candidate -> !candidate.library());
    KnownRegistries known = new KnownRegistries(environment);
    List<IncludedRegistryModel> leftOut =
        application
            .map(known::leftOutBy)
            .or(() -> parts.sets().stream().findFirst().map(known::seenFrom))
            .orElse(List.of());
    ConnectionSetReader sets =
        new ConnectionSetReader(environment, new ProducerReader(environment, application, leftOut));
    return new CompilationModel(
        entries,
        registry,
        leftOut.stream().map(IncludedRegistryModel::name).toList(),
        parts.sets().stream().map(sets::read).toList(),
        surroundings());
  }

  private static List<EntryModel> entries(TypesModel types) {
    List<EntryModel> entries = new ArrayList<>();
    types
        .types()
        .forEach(
            type ->
                entries.add(EntryModel.of(type, types.settings(type), types.constructible(type))));
    types.unread().forEach(unread -> entries.add(EntryModel.of(unread)));
    entries.sort(Comparator.comparingInt(EntryModel::id).thenComparing(EntryModel::declaredBy));
    return entries;
  }

  private ClasspathFeatures surroundings() {
    return Stream.of(parts.registries(), parts.types(), parts.sets())
        .flatMap(List::stream)
        .findFirst()
        .map(new ClasspathFeaturesReader(environment.getElementUtils())::read)
        .orElse(ClasspathFeatures.NONE);
  }
}
