package dev.connections.processor.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An interface annotated {@code @ConnectionSet}.
 *
 * @param name the interface
 * @param isInterface whether it is one
 * @param visibility who can name it
 * @param generic whether it has type parameters
 * @param resolved whether all that it extends exists
 * @param accessors its abstract methods, in the order of the source
 */
public record ConnectionSetModel(
    ClassReference name,
    boolean isInterface,
    Visibility visibility,
    boolean generic,
    boolean resolved,
    List<AccessorModel> accessors) {

  /** Takes a copy. */
  public ConnectionSetModel {
    accessors = List.copyOf(accessors);
  }

  /** The class to generate. */
  public ClassReference openName() {
    return name.sibling("Open" + name.flatName());
  }

  /** Whether the generated class can implement it. */
  public boolean implementable() {
    return isInterface
        && !generic
        && resolved
        && visibility != Visibility.PRIVATE
        && accessors.stream().allMatch(AccessorModel::implementable)
        && accessors.size() == implementableAccessors().size();
  }

  /** The accessors that the generated class can implement; of those with one name, the first. */
  public List<AccessorModel> implementableAccessors() {
    Set<String> methods = new HashSet<>();
    return accessors.stream()
        .filter(AccessorModel::implementable)
        .filter(accessor -> methods.add(accessor.method()))
        .toList();
  }

  /** Whether the generated code of a registry can name it. */
  public boolean nameableFrom(ClassReference registry) {
    return visibility == Visibility.PUBLIC
        || (visibility == Visibility.PACKAGE && name.packageName().equals(registry.packageName()));
  }
}
