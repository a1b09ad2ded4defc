package dev.connections.processor.model;

import java.util.List;

/**
 * A connection type of this compilation.
 *
 * @param declaredBy the annotated class
 * @param id its id
 * @param name its name
 * @param category its category
 * @param description its description; may be empty
 * @param provider its provider; may be empty
 * @param dataStores its data stores
 * @param modes the names of its modes
 * @param features the names of its features
 * @param priority its priority
 * @param connection the connection users hold
 * @param configuration the configuration record
 * @param factory the factory
 */
public record TypeModel(
    ClassReference declaredBy,
    int id,
    String name,
    String category,
    String description,
    String provider,
    List<String> dataStores,
    List<String> modes,
    List<String> features,
    int priority,
    PartModel connection,
    PartModel configuration,
    FactoryModel factory) {

  /** Takes copies. */
  public TypeModel {
    dataStores = List.copyOf(dataStores);
    modes = List.copyOf(modes);
    features = List.copyOf(features);
  }

  /** The name of its constant. */
  public String constant() {
    return ConstantName.of(name);
  }

  /** As it is listed in a registry. */
  public EntryModel entry() {
    return new EntryModel(
        id,
        name,
        category,
        provider,
        dataStores,
        priority,
        constant(),
        declaredBy.canonicalName(),
        connection.type(),
        configuration.type(),
        factory.parameters().stream().map(parameter -> parameter.dependency().text()).toList());
  }
}
