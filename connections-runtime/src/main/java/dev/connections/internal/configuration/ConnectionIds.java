package dev.connections.internal.configuration;

import java.util.HashMap;
import java.util.Map;

/** Sees to it that a numeric id means one connection. */
final class ConnectionIds {

  private final Map<Integer, String> names = new HashMap<>();

  void check(ConfiguredConnection connection) {
    connection
        .settings()
        .id()
        .ifPresent(
            id -> {
              String first = names.putIfAbsent(id, connection.name());
              if (first != null) {
                connection
                    .common("id")
                    .violation(
                        "is the id of '" + first + "' already", "an id of its own, or none", null);
              }
            });
  }
}
