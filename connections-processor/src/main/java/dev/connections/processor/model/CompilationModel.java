package dev.connections.processor.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the processor read in one compilation.
 *
 * @param types the connection types, by id, whether there is a registry for them or not
 * @param registry the registry to generate; none if there is nothing to list or no place for it
 * @param sets the connection sets, by name
 * @param configurations the configuration records whose binders are to be generated, by name
 * @param surroundings what generated code can refer to
 */
public record CompilationModel(
    List<TypeModel> types,
    Optional<RegistryModel> registry,
    List<ConnectionSetModel> sets,
    List<ConfigurationModel> configurations,
    SurroundingsModel surroundings) {

  /** Takes copies. */
  public CompilationModel {
    types = List.copyOf(types);
    sets = List.copyOf(sets);
    configurations = List.copyOf(configurations);
  }

  /** The types that the registry lists, as far as anything is known of their settings. */
  public List<DescribedType> describedTypes() {
    Map<ClassReference, RecordModel> settings = new HashMap<>();
    for (ConfigurationModel configuration : configurations) {
      settings.put(configuration.recordClass(), configuration.settings());
    }
    List<DescribedType> described = new ArrayList<>();
    for (RegistryModel.Listed listed : registry.map(RegistryModel::listed).orElse(List.of())) {
      listed
          .own()
          .map(type -> described(type, settings))
          .or(() -> listed.from().flatMap(from -> described(listed.entry(), from)))
          .ifPresent(described::add);
    }
    return described;
  }

  private static DescribedType described(
      TypeModel type, Map<ClassReference, RecordModel> settings) {
    return new DescribedType(
        type.id(),
        type.name(),
        type.category(),
        type.description(),
        Optional.ofNullable(settings.get(type.configuration().name())));
  }

  private static Optional<DescribedType> described(EntryModel entry, IncludedRegistryModel from) {
    return from.described().stream().filter(type -> type.id() == entry.id()).findFirst();
  }

  /** The same, with another registry. */
  public CompilationModel with(Optional<RegistryModel> otherRegistry) {
    return new CompilationModel(types, otherRegistry, sets, configurations, surroundings);
  }
}
