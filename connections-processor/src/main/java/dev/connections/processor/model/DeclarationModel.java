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
 * @param documented whether the description is what its documentation comment begins with
 * @param provider its provider; may be empty
 * @param dataStores its data stores
 * @param modes the names of its modes
 * @param features the names of its features
 * @param priority its priority
 * @param closeLast whether its connections are closed after others
 */
public record DeclarationModel(
    ClassReference declaredBy,
    int id,
    String name,
    String category,
    String description,
    boolean documented,
    String provider,
    List<String> dataStores,
    List<String> modes,
    List<String> features,
    int priority,
    boolean closeLast) {

  /** What an annotation without modes says. */
  public static final List<String> DEFAULT_MODES = List.of("READ_WRITE");

  /** Takes copies, with each text once. */
  public DeclarationModel {
    dataStores = dataStores.stream().distinct().toList();
    modes = modes.stream().distinct().toList();
    features = features.stream().distinct().toList();
  }

  /** The name of the constant for it. */
  public String constant() {
    return ConstantName.of(name);
  }
}
