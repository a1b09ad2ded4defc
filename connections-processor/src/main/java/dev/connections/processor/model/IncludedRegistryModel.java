package dev.connections.processor.model;

import java.util.List;

/**
 * A registry that the one of this compilation includes.
 *
 * @param name the generated class
 * @param entries its types, by id
 * @param dependencies the parameters of its {@code source} method, in order
 * @param described what it says of the settings of its types
 */
public record IncludedRegistryModel(
    ClassReference name,
    List<EntryModel> entries,
    List<DependencyModel> dependencies,
    List<DescribedType> described) {

  /** Takes copies. */
  public IncludedRegistryModel {
    entries = List.copyOf(entries);
    dependencies = List.copyOf(dependencies);
    described = List.copyOf(described);
  }
}
