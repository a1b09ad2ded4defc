package dev.connections.processor.model;

import java.util.List;

/**
 * What {@code @ConnectionType} says.
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
 */
public record DeclarationModel(
    ClassReference declaredBy,
    int id,
    String name,
    String category,
    String description,
    String provider,
    List<String> dataStores,
    List<String> modes,
    List<String> features,
    int priority) {

  /** Takes copies. */
  public DeclarationModel {
    dataStores = List.copyOf(dataStores);
    modes = List.copyOf(modes);
    features = List.copyOf(features);
  }

  /** The name of the constant for it. */
  public String constant() {
    return ConstantName.of(name);
  }
}
