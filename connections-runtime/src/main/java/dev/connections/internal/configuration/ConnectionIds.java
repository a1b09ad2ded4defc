package dev.connections.internal.configuration;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Sees to it that a numeric id means one connection. */
final class ConnectionIds {

  private final Map<Integer, String> names = new HashMap<>();

  void check(ConfiguredConnection connection) {
    OptionalInt id = connection.settings().id();
    String first = id.isPresent() ? names.putIfAbsent(id.getAsInt(), connection.name()) : null;
    if (first != null) {
      connection
          .common("id")
          .violation("is the id of '" + first + "' already", "an id of its own, or none", null);
    }
  }
}
