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
 * @param isSealed whether only certain types may implement it
 * @param resolved whether all that it extends exists
 * @param accessors its abstract methods, in the order of the source
 * @param clashing the names of its methods that clash with those of the generated class
 * @param members the names of the nested types and constants that a class inherits from it
 */
public record ConnectionSetModel(
    ClassReference name,
    boolean isInterface,
    Visibility visibility,
    boolean generic,
    boolean isSealed,
    boolean resolved,
    List<AccessorModel> accessors,
    List<String> clashing,
    Set<String> members) {

  /** Takes copies. */
  public ConnectionSetModel {
    accessors = List.copyOf(accessors);
    clashing = List.copyOf(clashing);
    members = Set.copyOf(members);
  }

  /** The class to generate. */
  public ClassReference openName() {
    return name.sibling("Open" + name.flatName());
  }

  /** Whether the generated class can implement it. */
  public boolean implementable() {
    return isInterface
        && !generic
        && !isSealed
        && clashing.isEmpty()
        && clashingMembers().isEmpty()
        && resolved
        && visibility != Visibility.PRIVATE
        && accessors.stream().allMatch(AccessorModel::implementable)
        && accessors.size() == implementableAccessors().size();
  }

  /** The members whose names are those of packages and classes that the generated class needs. */
  public List<String> clashingMembers() {
    Set<String> needed = rootPackages();
    needed.add(openName().simpleName());
    accessors.stream()
        .flatMap(accessor -> accessor.returns().stream())
        .map(TypeReference.OfClass::rawType)
        .filter(returned -> returned.packageName().equals(name.packageName()))
        .forEach(returned -> needed.add(returned.simpleNames().get(0)));
    return members.stream().filter(needed::contains).sorted().toList();
  }

  /** What the names of classes begin with that the generated class refers to. */
  public Set<String> rootPackages() {
    Set<String> roots = new HashSet<>(List.of("java", "dev", name.rootPackage()));
    accessors.stream()
        .flatMap(accessor -> accessor.returns().stream())
        .forEach(returned -> roots.add(returned.rawType().rootPackage()));
    roots.remove("");
    return roots;
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
