package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * An abstract method of a connection set.
 *
 * @param declaredBy the interface that declares it
 * @param method its name
 * @param connectionName what {@code @ConnectionName} says; none if it is missing
 * @param otherName the canonical name of an annotation that was probably meant to be
 *     {@code @ConnectionName}
 * @param returns what it returns; none if that is not a class
 * @param returnsText what it returns, for messages
 * @param nameable whether the generated class can name that
 * @param returnsConnection whether that is a {@code ManagedConnection}
 * @param produced whether a type of the registry makes such a connection
 * @param offeredBy a registry that could be included for it
 * @param leftOut a type that makes it, but is excluded
 * @param resolved whether all that it is written with exists; what does not is for the compiler to
 *     report
 * @param parameters how many parameters it has
 * @param typeParameters the names of its type parameters
 */
public record AccessorModel(
    ClassReference declaredBy,
    String method,
    Optional<String> connectionName,
    Optional<String> otherName,
    Optional<TypeReference.OfClass> returns,
    String returnsText,
    boolean nameable,
    boolean returnsConnection,
    boolean produced,
    Optional<ClassReference> offeredBy,
    Optional<ExcludedMakerModel> leftOut,
    boolean resolved,
    int parameters,
    List<String> typeParameters) {

  /** Takes a copy. */
  public AccessorModel {
    typeParameters = List.copyOf(typeParameters);
  }

  /** Whether its name is one that the generated class needs for itself. */
  public boolean reserved() {
    return method.equals("provider") || method.equals("close") || method.equals("finalize");
  }

  /** Whether the generated class can implement it. */
  public boolean implementable() {
    return returns.isPresent()
        && returns.get().arguments().isEmpty()
        && nameable
        && returnsConnection
        && parameters == 0
        && typeParameters.isEmpty()
        && !reserved();
  }
}
