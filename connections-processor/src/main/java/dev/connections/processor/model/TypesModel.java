package dev.connections.processor.model;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The connection types of one compilation, each by itself.
 *
 * @param types those whose classes could be read, by name
 * @param unread what is annotated, but could not be read any further, by name
 * @param broken the annotated classes that have been reported: they cannot be constructed
 * @param configurations the configuration records, by class
 * @param surroundings what generated code can refer to
 */
public record TypesModel(
    List<TypeModel> types,
    List<DeclarationModel> unread,
    Set<ClassReference> broken,
    SortedMap<ClassReference, ConfigurationModel> configurations,
    ClasspathFeatures surroundings) {

  /** Takes copies. */
  public TypesModel {
    types = List.copyOf(types);
    unread = List.copyOf(unread);
    broken = Set.copyOf(broken);
    configurations = Collections.unmodifiableSortedMap(new TreeMap<>(configurations));
  }

  /** The same; types in which there is an error, by canonical name, are broken as well. */
  public TypesModel withoutFaulty(Set<String> faulty) {
    Set<ClassReference> all = new HashSet<>(broken);
    types.stream()
        .map(TypeModel::declaredBy)
        .filter(type -> faulty.contains(type.canonicalName()))
        .forEach(all::add);
    return new TypesModel(types, unread, all, configurations, surroundings);
  }

  /** What is known of the configuration of a type. */
  public Optional<RecordModel> settings(TypeModel type) {
    return Optional.ofNullable(configurations.get(type.configuration().name()))
        .map(ConfigurationModel::settings);
  }

  /** Those whose binders are generated in this compilation. */
  public List<ConfigurationModel> bound() {
    return configurations.values().stream().filter(ConfigurationModel::bound).toList();
  }

  /** Whether a factory can be constructed. */
  public boolean constructible(TypeModel type) {
    return !broken.contains(type.declaredBy());
  }
}
