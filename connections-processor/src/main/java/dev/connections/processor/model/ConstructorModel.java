package dev.connections.processor.model;

import java.util.List;

/**
 * A constructor of a factory.
 *
 * @param visibility who may call it
 * @param inject whether it is annotated {@code @Inject}
 * @param typeParameters the names of its own type parameters
 * @param parameters what it takes
 * @param checkedExceptions the checked exceptions it declares, by canonical name
 */
public record ConstructorModel(
    Visibility visibility,
    boolean inject,
    List<String> typeParameters,
    List<ParameterModel> parameters,
    List<String> checkedExceptions) {

  /** Takes copies. */
  public ConstructorModel {
    typeParameters = List.copyOf(typeParameters);
    parameters = List.copyOf(parameters);
    checkedExceptions = List.copyOf(checkedExceptions);
  }
}
