package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * What one compilation lists and uses.
 *
 * @param entries its connection types, by id, whether there is a registry for them or not
 * @param registry the registry to generate; none if there is nothing to list or no place for it
 * @param leftOut known registries of libraries that can be seen, but are not included
 * @param sets the connection sets, by name
 * @param surroundings what generated code can refer to
 */
public record CompilationModel(
    List<EntryModel> entries,
    Optional<RegistryModel> registry,
    List<ClassReference> leftOut,
    List<ConnectionSetModel> sets,
    ClasspathFeatures surroundings) {

  /** Takes copies. */
  public CompilationModel {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
    sets = List.copyOf(sets);
  }

  /** The registry, unless it is a library's. */
  public Optional<RegistryModel> application() {
    return registry.filter(candidate -> !candidate.library());
  }
}
