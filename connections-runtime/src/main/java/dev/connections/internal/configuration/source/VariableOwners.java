package dev.connections.internal.configuration.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which connections' names variables begin with. Looked up variable by variable, because there may
 * be thousands of connections, and few variables begin with the name of one.
 */
final class VariableOwners {

  private final Map<String, String> byPrefix = new HashMap<>();
  private final Map<String, List<String>> variables = new HashMap<>();

  VariableOwners(Collection<String> environment, List<String> connections) {
    for (String connection : connections) {
      byPrefix.put(PlatformVariables.prefix(connection), connection);
    }
    for (String variable : environment) {
      for (int end = variable.indexOf('_'); end >= 0; end = variable.indexOf('_', end + 1)) {
        String connection = byPrefix.get(variable.substring(0, end + 1));
        if (connection != null) {
          variables.computeIfAbsent(connection, any -> new ArrayList<>()).add(variable);
        }
      }
    }
  }

  /** The variables that begin with the name of a connection, be it a longer one's as well. */
  List<String> of(String connection) {
    return variables.getOrDefault(connection, List.of());
  }

  /** Whether a variable begins with the name of a connection that is longer than this. */
  boolean hasLonger(String variable, int length) {
    for (int end = variable.indexOf('_', length); end >= 0; end = variable.indexOf('_', end + 1)) {
      if (byPrefix.containsKey(variable.substring(0, end + 1))) {
        return true;
      }
    }
    return false;
  }
}
