package dev.connections.processor.model;

import java.util.List;

/**
 * A registry that the one of this compilation includes.
 *
 * @param name the generated class
 * @param entries its types, by id
 * @param dependencies the parameters of its {@code source} method, in order
 */
public record IncludedRegistryModel(
    ClassReference name, List<EntryModel> entries, List<DependencyModel> dependencies) {

  /** Takes copies. */
  public IncludedRegistryModel {
    entries = List.copyOf(entries);
    dependencies = List.copyOf(dependencies);
  }
}
