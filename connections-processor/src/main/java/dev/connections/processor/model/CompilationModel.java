package dev.connections.processor.model;

import java.util.List;
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

  /** The same, with another registry. */
  public CompilationModel with(Optional<RegistryModel> otherRegistry) {
    return new CompilationModel(types, otherRegistry, sets, configurations, surroundings);
  }
}
