package dev.connections.processor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The registry of this compilation.
 *
 * @param name the class to generate
 * @param declaredBy the class annotated {@code @ConnectionRegistry}; none if the registry was not
 *     asked for
 * @param library whether it is for others to include
 * @param types the types of this compilation, by id
 * @param broken those of them that cannot be constructed, which has been reported
 * @param included the registries it includes, in order
 */
public record RegistryModel(
    ClassReference name,
    Optional<ClassReference> declaredBy,
    boolean library,
    List<TypeModel> types,
    Set<ClassReference> broken,
    List<IncludedRegistryModel> included) {

  /** Takes copies. */
  public RegistryModel {
    types = List.copyOf(types);
    broken = Set.copyOf(broken);
    included = List.copyOf(included);
  }

  /**
   * A type that the registry lists.
   *
   * @param entry the type
   * @param own the type, if it is of this compilation
   * @param from the included registry it comes from, if it is not
   * @param exported whether the registry has a constant of its own for it
   */
  public record Listed(
      EntryModel entry,
      Optional<TypeModel> own,
      Optional<IncludedRegistryModel> from,
      boolean exported) {}

  /** The same, without the factories of some types. */
  public RegistryModel without(Set<ClassReference> brokenTypes) {
    return new RegistryModel(name, declaredBy, library, types, brokenTypes, included);
  }

  /** The types of this compilation that can be constructed, by id; each id once. */
  public List<TypeModel> constructible() {
    Set<Integer> ids = new HashSet<>();
    return types.stream()
        .filter(type -> !broken.contains(type.declaredBy()))
        .filter(type -> ids.add(type.id()))
        .toList();
  }

  /**
   * All types by id, each id once; own ones win. A type that is reached through two registries is
   * listed from the first. Where two names give one constant, only the first has it.
   */
  public List<Listed> listed() {
    Set<Integer> ids = new HashSet<>();
    Set<String> constants = new HashSet<>();
    List<Listed> listed = new ArrayList<>();
    for (TypeModel type : types) {
      boolean nameable =
          type.connection().visibility() == Visibility.PUBLIC
              && type.configuration().visibility() == Visibility.PUBLIC
              && SourceVersion.isIdentifier(type.constant());
      if (nameable && constants.add(type.constant()) && ids.add(type.id())) {
        listed.add(new Listed(type.entry(), Optional.of(type), Optional.empty(), true));
      }
    }
    for (IncludedRegistryModel registry : included) {
      for (EntryModel entry : registry.entries()) {
        if (ids.add(entry.id())) {
          boolean exported = !entry.constant().isEmpty() && constants.add(entry.constant());
          listed.add(new Listed(entry, Optional.empty(), Optional.of(registry), exported));
        }
      }
    }
    listed.sort(Comparator.comparingInt(type -> type.entry().id()));
    return List.copyOf(listed);
  }

  /** Every dependency of every factory, included ones counted, once, with its parameter name. */
  public List<NamedDependency> dependencies() {
    Set<DependencyModel> distinct = new LinkedHashSet<>();
    for (TypeModel type : constructible()) {
      type.factory().parameters().forEach(parameter -> distinct.add(parameter.dependency()));
    }
    included.forEach(registry -> distinct.addAll(registry.dependencies()));
    return DependencyNames.name(distinct);
  }
}
