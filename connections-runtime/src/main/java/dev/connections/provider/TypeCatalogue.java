package dev.connections.provider;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All types that a provider knows, by name and by id. Immutable.
 *
 * <p>Registries may overlap, because those of libraries are included by several others: a
 * descriptor that comes twice is one type. Two descriptors with one id or one name are an error,
 * and so is one descriptor with two ids: which of them counted would depend on the order of the
 * sources.
 */
final class TypeCatalogue {

  private final Map<String, RegisteredType<?, ?>> byName;
  private final List<ConnectionTypeDescriptor<?, ?>> descriptors;

  private TypeCatalogue(
      Map<String, RegisteredType<?, ?>> byName, List<ConnectionTypeDescriptor<?, ?>> descriptors) {
    this.byName = byName;
    this.descriptors = descriptors;
  }

  /**
   * The types of these sources.
   *
   * @throws ConnectionConfigurationException with every clash of ids and names
   */
  static TypeCatalogue of(Collection<ConnectionTypeSource> sources) {
    Map<String, RegisteredType<?, ?>> byName = new HashMap<>();
    Map<Integer, RegisteredType<?, ?>> byId = new TreeMap<>();
    Problems clashes = new Problems();
    for (ConnectionTypeSource source : sources) {
      for (ConnectionTypeDescriptor<?, ?> descriptor : source.types()) {
        RegisteredType<?, ?> type = new RegisteredType<>(descriptor, source);
        addClash(clashes, "name '" + descriptor.name() + "'", byName.get(descriptor.name()), type);
        addClash(clashes, "id " + type.id(), byId.get(type.id()), type);
        addSecondId(clashes, byName.get(descriptor.name()), type);
        byName.putIfAbsent(descriptor.name(), type);
        byId.putIfAbsent(type.id(), type);
      }
    }
    clashes.throwIfAny(
        "connection types",
        "exclude one of each two where the registries are included, or give it another id there");
    List<ConnectionTypeDescriptor<?, ?>> descriptors = new ArrayList<>();
    for (RegisteredType<?, ?> type : byId.values()) {
      descriptors.add(type.descriptor());
    }
    return new TypeCatalogue(byName, Collections.unmodifiableList(descriptors));
  }

  private static void addClash(
      Problems clashes,
      String what,
      @Nullable RegisteredType<?, ?> known,
      RegisteredType<?, ?> added) {
    if (known != null && known.descriptor() != added.descriptor()) {
      clashes.add(
          "two connection types have the "
              + what
              + ": "
              + describe(known)
              + " and "
              + describe(added));
    }
  }

  private static void addSecondId(
      Problems clashes, @Nullable RegisteredType<?, ?> known, RegisteredType<?, ?> added) {
    if (known != null && known.descriptor() == added.descriptor() && known.id() != added.id()) {
      clashes.add(
          "one connection type has two ids: " + describe(known) + " and " + describe(added));
    }
  }

  private static String describe(RegisteredType<?, ?> type) {
    return type.descriptor().name() + " (id " + type.id() + ", from " + origin(type.source()) + ")";
  }

  private static String origin(ConnectionTypeSource source) {
    return source instanceof SingleTypeSource ? source.toString() : source.getClass().getName();
  }

  /** The type with this name; null if there is none. */
  @Nullable RegisteredType<?, ?> byName(String name) {
    return byName.get(name);
  }

  /** The types, by id. */
  List<ConnectionTypeDescriptor<?, ?>> descriptors() {
    return descriptors;
  }

  /** The names of the types, by id. */
  List<String> names() {
    List<String> names = new ArrayList<>(descriptors.size());
    for (ConnectionTypeDescriptor<?, ?> descriptor : descriptors) {
      names.add(descriptor.name());
    }
    return names;
  }
}
