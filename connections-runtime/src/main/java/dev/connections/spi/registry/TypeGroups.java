package dev.connections.spi.registry;

import dev.connections.ConnectionTypeDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a table by what they have in common. Immutable and thread-safe. */
final class TypeGroups {

  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byCategory = new HashMap<>();
  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byDataStore = new HashMap<>();
  private final Map<String, List<ConnectionTypeDescriptor<?, ?>>> byProvider = new HashMap<>();

  /** The groups of some types, which come by id. */
  TypeGroups(List<ConnectionTypeDescriptor<?, ?>> types) {
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

  List<ConnectionTypeDescriptor<?, ?>> ofCategory(String category) {
    return byCategory.getOrDefault(category, List.of());
  }

  List<ConnectionTypeDescriptor<?, ?>> ofDataStore(String dataStore) {
    return byDataStore.getOrDefault(dataStore, List.of());
  }

  List<ConnectionTypeDescriptor<?, ?>> ofProvider(String provider) {
    return byProvider.getOrDefault(provider, List.of());
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
}
