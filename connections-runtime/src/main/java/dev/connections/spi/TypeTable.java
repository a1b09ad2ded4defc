package dev.connections.spi;

import dev.connections.ConnectionTypeDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of a generated registry. Written for generated code, which would otherwise repeat it
 * in every registry. Look-ups allocate nothing and load no class of a type. Immutable and
 * thread-safe.
 *
 * <p>By id and by name it is an open-addressed table, at most half full: a {@code switch} over the
 * names stops being compiled by HotSpot near 245 of them, where its method passes 8,000 bytes.
 * There is no lambda in here: the JVM's first one costs more than everything else a registry does.
 */
public final class TypeTable {

  private final List<ConnectionTypeDescriptor<?, ?>> all;
  private final @Nullable ConnectionTypeDescriptor<?, ?>[] byId;
  private final @Nullable ConnectionTypeDescriptor<?, ?>[] byName;
  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byCategory;
  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byDataStore;
  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byProvider;

  private TypeTable(List<ConnectionTypeDescriptor<?, ?>> types) {
    int size = Math.max(4, Integer.highestOneBit(Math.max(1, types.size() - 1)) * 4);
    all = types;
    byId = new ConnectionTypeDescriptor<?, ?>[size];
    byName = new ConnectionTypeDescriptor<?, ?>[size];
    for (ConnectionTypeDescriptor<?, ?> type : types) {
      byId[slot(type.id())] = type;
      byName[slot(type.name())] = type;
    }
    byCategory = new HashMap<>();
    byDataStore = new HashMap<>();
    byProvider = new HashMap<>();
    for (ConnectionTypeDescriptor<?, ?> type : types) {
      group(byCategory, type.category()).add(type);
      if (!type.provider().isEmpty()) {
        group(byProvider, type.provider()).add(type);
      }
      for (String dataStore : type.dataStores()) {
        insertByPriority(group(byDataStore, dataStore), type);
      }
    }
    freeze(byCategory);
    freeze(byDataStore);
    freeze(byProvider);
  }

  /** The table of some types, which have different ids and names and come by id. */
  public static TypeTable of(ConnectionTypeDescriptor<?, ?>... types) {
    return new TypeTable(List.of(types));
  }

  private static List<ConnectionTypeDescriptor<?, ?>> group(
      Map<String, List<ConnectionTypeDescriptor<?, ?>>> groups, String key) {
    List<ConnectionTypeDescriptor<?, ?>> group = groups.get(key);
    if (group == null) {
      group = new ArrayList<>();
      groups.put(key, group);
    }
    return group;
  }

  private static void insertByPriority(
      List<ConnectionTypeDescriptor<?, ?>> group, ConnectionTypeDescriptor<?, ?> type) {
    int at = group.size();
    while (at > 0 && group.get(at - 1).priority() < type.priority()) {
      at--;
    }
    group.add(at, type);
  }

  private static void freeze(Map<String, List<ConnectionTypeDescriptor<?, ?>>> groups) {
    for (Map.Entry<String, List<ConnectionTypeDescriptor<?, ?>>> group : groups.entrySet()) {
      group.setValue(List.copyOf(group.getValue()));
    }
  }

  /** All types, by id. */
  public List<ConnectionTypeDescriptor<?, ?>> all() {
    return all;
  }

  /** The type with this id; null if there is none. */
  public @Nullable ConnectionTypeDescriptor<?, ?> byId(int id) {
    return byId[slot(id)];
  }

  /** The type with exactly this name; null if there is none. */
  public @Nullable ConnectionTypeDescriptor<?, ?> byName(String name) {
    return byName[slot(name)];
  }

  /** The types of a category, by id; empty if there is none. */
  public List<ConnectionTypeDescriptor<?, ?>> byCategory(String category) {
    return byCategory.getOrDefault(category, List.of());
  }

  /**
   * The types for a data store, the greatest priority first, then by id; empty if there is none.
   */
  public List<ConnectionTypeDescriptor<?, ?>> byDataStore(String dataStore) {
    return byDataStore.getOrDefault(dataStore, List.of());
  }

  /** The types that a library is behind, by id; empty if there is none. */
  public List<ConnectionTypeDescriptor<?, ?>> byProvider(String provider) {
    return byProvider.getOrDefault(provider, List.of());
  }

  /** Where the type with this id is, or would be. */
  private int slot(int id) {
    int mask = byId.length - 1;
    int slot = (id ^ id >>> 16) & mask;
    for (ConnectionTypeDescriptor<?, ?> there = byId[slot];
        there != null && there.id() != id;
        there = byId[slot]) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Where the type with this name is, or would be. */
  private int slot(String name) {
    int mask = byName.length - 1;
    int hash = name.hashCode();
    int slot = (hash ^ hash >>> 16) & mask;
    for (ConnectionTypeDescriptor<?, ?> there = byName[slot];
        there != null && !there.name().equals(name);
        there = byName[slot]) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
