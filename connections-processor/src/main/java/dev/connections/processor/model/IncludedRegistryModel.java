package dev.connections.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry that the one of this compilation includes.
 *
 * @param name the generated class
 * @param index where it stands among the included ones, as they are written
 * @param entries its types, by id, those that are left out among them
 * @param dependencies the parameters of its {@code source} method, in order
 * @param includes the canonical names of all registries that it includes itself
 * @param sourceLink the link of its {@code source} method
 * @param adjustments what this compilation changes of it
 */
public record IncludedRegistryModel(
    ClassReference name,
    int index,
    List<EntryModel> entries,
    List<DependencyModel> dependencies,
    List<String> includes,
    String sourceLink,
    Adjustments adjustments) {

  /** Takes copies. */
  public IncludedRegistryModel {
    entries = List.copyOf(entries);
    dependencies = List.copyOf(dependencies);
    includes = List.copyOf(includes);
  }

  /**
   * What an application changes of a registry that it includes.
   *
   * @param excluded the names of the types that are left out
   * @param ids the ids of types under which they are listed instead of their own, by name
   */
  public record Adjustments(Set<String> excluded, Map<String, Integer> ids) {

    /** Nothing. */
    public static final Adjustments NONE = new Adjustments(Set.of(), Map.of());

    /** Takes copies. */
    public Adjustments {
      excluded = Set.copyOf(excluded);
      ids = Map.copyOf(ids);
    }
  }

  /** The types that are taken over, by id. */
  public List<EntryModel> taken() {
    return entries.stream()
        .filter(entry -> !adjustments.excluded().contains(entry.name()))
        .toList();
  }

  /** The types that are left out, by id. */
  public List<EntryModel> excluded() {
    return entries.stream().filter(entry -> adjustments.excluded().contains(entry.name())).toList();
  }

  /** Under which id a type of it is listed here. */
  public int listedId(EntryModel entry) {
    return adjustments.ids().getOrDefault(entry.name(), entry.id());
  }

  /** A type by its name. */
  public Optional<EntryModel> entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
