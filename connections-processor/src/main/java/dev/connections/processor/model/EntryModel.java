package dev.connections.processor.model;

import java.util.List;

/**
 * A connection type as a registry lists it, whether of this compilation or included.
 *
 * @param id its id
 * @param name its name
 * @param category its category
 * @param provider its provider; may be empty
 * @param dataStores its data stores
 * @param priority its priority
 * @param constant the name of its constant; empty if the registry has none for it
 * @param declaredBy the canonical name of the annotated class
 * @param connection the connection users hold
 * @param configuration the configuration record
 * @param dependencies what its factory must be given, as text
 */
public record EntryModel(
    int id,
    String name,
    String category,
    String provider,
    List<String> dataStores,
    int priority,
    String constant,
    String declaredBy,
    TypeReference.OfClass connection,
    TypeReference.OfClass configuration,
    List<String> dependencies) {

  /** Takes copies. */
  public EntryModel {
    dataStores = List.copyOf(dataStores);
    dependencies = List.copyOf(dependencies);
  }

  /** Whether both are the same connection type, reached in two ways. */
  public boolean sameType(EntryModel other) {
    return id == other.id && declaredBy.equals(other.declaredBy);
  }
}
