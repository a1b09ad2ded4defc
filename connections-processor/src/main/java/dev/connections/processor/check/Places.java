package dev.connections.processor.check;

import dev.connections.processor.model.AccessorModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeModel;
import dev.connections.processor.problem.Place;

/** Where problems with parts of the model are shown. */
final class Places {

  private Places() {}

  static Place of(TypeModel type) {
    return Place.of(type.declaredBy().canonicalName());
  }

  static Place attribute(TypeModel type, String attribute) {
    return of(type).annotation(Names.CONNECTION_TYPE).attribute(attribute);
  }

  static Place of(ConnectionSetModel set) {
    return Place.of(set.name().canonicalName());
  }

  /** The accessor; the set where an interface of another compilation may declare it. */
  static Place of(ConnectionSetModel set, AccessorModel accessor) {
    return accessor.declaredBy().equals(set.name()) ? of(set).member(accessor.method()) : of(set);
  }

  static Place of(EntryModel entry) {
    return Place.of(entry.declaredBy().canonicalName());
  }

  static Place attribute(EntryModel entry, String attribute) {
    return of(entry).annotation(Names.CONNECTION_TYPE).attribute(attribute);
  }

  /** The annotation of the registry; its generated class, if no one asked for it. */
  static Place of(RegistryModel registry) {
    return registry
        .declaredBy()
        .map(root -> Place.of(root.canonicalName()).annotation(Names.CONNECTION_REGISTRY))
        .orElse(Place.NOWHERE);
  }

  /** Where a registry includes another one. */
  static Place include(RegistryModel registry, IncludedRegistryModel included) {
    return of(registry).attribute("include").index(included.index());
  }
}
