package dev.connections.processor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The registry of this compilation.
 *
 * @param name the class to generate
 * @param declaredBy the class annotated {@code @ConnectionRegistry}; none if the registry was not
 *     asked for
 * @param library whether it is for others to include
 * @param own the types of this compilation, by id
 * @param included the registries it includes, in order
 * @param adjustments what it changes of them, as it is written
 * @param complete whether everything it was to list could be read
 * @param listed all types that it lists, by id
 * @param dependencies every dependency of every factory, included ones counted, once, with its
 *     parameter name
 */
public record RegistryModel(
    ClassReference name,
    Optional<ClassReference> declaredBy,
    boolean library,
    List<EntryModel> own,
    List<IncludedRegistryModel> included,
    List<AdjustmentModel> adjustments,
    boolean complete,
    List<Listed> listed,
    List<NamedDependency> dependencies) {

  /** Takes copies. */
  public RegistryModel {
    own = List.copyOf(own);
    included = List.copyOf(included);
    adjustments = List.copyOf(adjustments);
    listed = List.copyOf(listed);
    dependencies = List.copyOf(dependencies);
  }

  /**
   * A type that the registry lists.
   *
   * @param entry the type
   * @param id the id under which it is listed here
   * @param from the included registry it comes from; none if it is of this compilation
   * @param exported whether the registry has a constant of its own for it
   */
  public record Listed(
      EntryModel entry, int id, Optional<IncludedRegistryModel> from, boolean exported) {

    /** The name of its constant here; empty if there is none. */
    public String constant() {
      return exported ? entry.constant() : "";
    }
  }

  /** A registry, with what follows from its types and those it includes. */
  public static RegistryModel of(
      ClassReference name,
      Optional<ClassReference> declaredBy,
      boolean library,
      List<EntryModel> own,
      IncludesModel includes) {
    List<IncludedRegistryModel> included = includes.registries();
    return new RegistryModel(
        name,
        declaredBy,
        library,
        own,
        included,
        includes.adjustments(),
        includes.complete() && own.stream().allMatch(EntryModel::nameable),
        list(own, included),
        depend(own, included));
  }

  /**
   * All types by id, each id and each type once; own ones win. A type that is reached through two
   * registries is listed from the first. Where two names give one constant, only the first has it.
   */
  private static List<Listed> list(List<EntryModel> own, List<IncludedRegistryModel> included) {
    Set<Integer> ids = new HashSet<>();
    Set<ClassReference> types = new HashSet<>();
    Set<String> constants = new HashSet<>();
    List<Listed> listed = new ArrayList<>();
    for (EntryModel entry : own) {
      if (entry.nameable()
          && SourceVersion.isIdentifier(entry.constant())
          && constants.add(entry.constant())
          && ids.add(entry.id())) {
        types.add(entry.declaredBy());
        listed.add(new Listed(entry, entry.id(), Optional.empty(), true));
      }
    }
    for (IncludedRegistryModel registry : included) {
      for (EntryModel entry : registry.taken()) {
        int id = registry.listedId(entry);
        if (!types.contains(entry.declaredBy()) && ids.add(id)) {
          types.add(entry.declaredBy());
          boolean exported = !entry.constant().isEmpty() && constants.add(entry.constant());
          listed.add(new Listed(entry, id, Optional.of(registry), exported));
        }
      }
    }
    listed.sort(Comparator.comparingInt(Listed::id));
    return listed;
  }

  private static List<NamedDependency> depend(
      List<EntryModel> own, List<IncludedRegistryModel> included) {
    Set<DependencyModel> distinct = new LinkedHashSet<>();
    own.forEach(entry -> distinct.addAll(entry.dependencies()));
    included.forEach(registry -> distinct.addAll(registry.dependencies()));
    return DependencyNames.name(distinct, rootPackages(included));
  }

  private static Set<String> rootPackages(List<IncludedRegistryModel> included) {
    return included.stream()
        .map(registry -> registry.name().rootPackage())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All types that belong here, also those that cannot be listed next to another one. */
  public List<EntryModel> wanted() {
    return Stream.concat(own.stream(), included.stream().flatMap(each -> each.taken().stream()))
        .toList();
  }

  /** What the packages of the registries that it includes begin with. */
  public Set<String> rootPackages() {
    return rootPackages(included);
  }

  /** All types that it lists, as schemas and reference documentation speak of them. */
  public List<DescribedType> described() {
    return listed.stream()
        .map(
            type ->
                new DescribedType(
                    type.id(),
                    type.entry().name(),
                    type.entry().declaration().category(),
                    type.entry().declaration().description(),
                    type.entry().settings()))
        .toList();
  }

  /** The listed types of this compilation, by id. */
  public List<Listed> listedOwn() {
    return listed.stream().filter(type -> type.from().isEmpty()).toList();
  }

  /** The types of this compilation that can be constructed, by id; each id once. */
  public List<EntryModel> constructible() {
    Set<Integer> ids = new HashSet<>();
    return own.stream()
        .filter(entry -> entry.factory().isPresent())
        .filter(entry -> ids.add(entry.id()))
        .toList();
  }

  /** The listed types that have another id here than where they were declared. */
  public List<Listed> renumbered() {
    return listed.stream().filter(type -> type.id() != type.entry().declaration().id()).toList();
  }

  /** The canonical names of all registries that it includes, and those include, sorted. */
  public List<String> allIncludes() {
    Set<String> names = new TreeSet<>();
    for (IncludedRegistryModel registry : included) {
      names.add(registry.name().canonicalName());
      names.addAll(registry.includes());
    }
    return List.copyOf(names);
  }
}
