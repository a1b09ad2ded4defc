package dev.connections.internal.configuration.source;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables and system properties that were probably meant to be ours but are not written
 * as ours are, such as {@code CONNECTIONS_ORDERS_DB_URL} with single underscores: they begin, but
 * for case and {@code - _ .}, with {@code connections} or {@code connection} and the name of a
 * connection. What is written right is never among them: it means something, or is an error.
 */
public final class LookAlikes {

  /** The section that stands in the place of a connection's name. */
  public static final String DEFAULTS = "defaults";

  private static final String SHORTEST_ROOT = "connection";
  private static final List<String> ROOTS = List.of("connections", SHORTEST_ROOT);
  private static final List<String> PROFILES = List.of("connectionsprofile", "connectionprofile");

  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final List<String> connections;
  private final List<String> sections;

  /** Those that may belong to connections of these names, or to the section of defaults. */
  public LookAlikes(
      Map<String, String> environment, Map<String, String> properties, List<String> connections) {
    this.environment = candidates(environment, Overrides.VARIABLE_PREFIX, true);
    this.properties = candidates(properties, Overrides.PROPERTY_PREFIX, false);
    this.connections = connections;
    this.sections = new ArrayList<>(connections);
    this.sections.add(DEFAULTS);
  }

  /** Those that begin as ours do, and are not written as ours are. */
  private static Map<String, String> candidates(
      Map<String, String> all, String ours, boolean ignoreCase) {
    Map<String, String> candidates = new TreeMap<>();
    for (Map.Entry<String, String> each : all.entrySet()) {
      String name = each.getKey();
      if (after(name, SHORTEST_ROOT) != null
          && !name.regionMatches(ignoreCase, 0, ours, 0, ours.length())
          && !each.getValue().isBlank()) {
        candidates.put(name, each.getValue());
      }
    }
    return candidates;
  }

  /** Whether there is nothing to find, whatever the connection. */
  public boolean isEmpty() {
    return environment.isEmpty() && properties.isEmpty();
  }

  /** The variables that begin so, and what follows the name of the connection. */
  public Map<String, String> variables(String connection) {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> each : environment.entrySet()) {
      String rest = rest(each, connection);
      if (rest != null && !isPlatformVariable(each.getKey())) {
        found.put(each.getKey(), rest);
      }
    }
    return found;
  }

  private boolean isPlatformVariable(String name) {
    for (String connection : connections) {
      if (name.startsWith(PlatformVariables.prefix(connection))) {
        return true;
      }
    }
    return false;
  }

  /** The system properties that begin so, and what follows the name of the connection. */
  public Map<String, String> properties(String connection) {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> each : properties.entrySet()) {
      String rest = rest(each, connection);
      if (rest != null) {
        found.put(each.getKey(), rest);
      }
    }
    return found;
  }

  /**
   * The variables and properties that were probably meant to choose a profile, by what is right.
   */
  public Map<String, String> profiles() {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> each : environment.entrySet()) {
      if (isProfile(each, Overrides.VARIABLE_PREFIX, ProfileChoice.VARIABLE)) {
        found.put(Origin.variable(each.getKey()).source(), ProfileChoice.VARIABLE);
      }
    }
    for (Map.Entry<String, String> each : properties.entrySet()) {
      if (isProfile(each, Overrides.PROPERTY_PREFIX, ProfileChoice.PROPERTY)) {
        found.put(Origin.property(each.getKey()).source(), ProfileChoice.PROPERTY);
      }
    }
    return found;
  }

  private static boolean isProfile(Map.Entry<String, String> each, String ours, String right) {
    String name = each.getKey();
    return !name.equals(right)
        && !name.regionMatches(true, 0, ours, 0, ours.length())
        && PROFILES.contains(SettingKeys.normalized(name));
  }

  /** What follows a connection's name, unless Kubernetes has set it; null if nothing does. */
  private @Nullable String rest(Map.Entry<String, String> each, String connection) {
    String name = each.getKey();
    String rest = rest(name, connection);
    return rest == null
            || PlatformVariables.isServiceLink(
                name.substring(0, name.length() - rest.length()), name, each.getValue())
        ? null
        : rest;
  }

  /** What follows a connection's name; null if the name is another's, or nothing follows. */
  private @Nullable String rest(String name, String connection) {
    for (String root : ROOTS) {
      String rest = after(name, root + SettingKeys.normalized(connection));
      if (rest != null && !isOfLonger(name, root, rest.length())) {
        return rest;
      }
    }
    return null;
  }

  /** Whether a section with a longer name is meant, so that less follows it. */
  private boolean isOfLonger(String name, String root, int rest) {
    for (String other : sections) {
      String restOfOther = after(name, root + SettingKeys.normalized(other));
      if (restOfOther != null && restOfOther.length() < rest) {
        return true;
      }
    }
    return false;
  }

  /**
   * What follows a beginning of which case and separators do not count, without separators before
   * it; null if the name does not begin so, or if nothing follows.
   */
  private static @Nullable String after(String name, String beginning) {
    int matched = 0;
    int i = 0;
    for (; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (isSeparator(letter)) {
        continue;
      }
      if (matched == beginning.length()) {
        break;
      }
      if (Character.toLowerCase(letter) != beginning.charAt(matched)) {
        return null;
      }
      matched++;
    }
    return i < name.length() ? name.substring(i) : null;
  }

  private static boolean isSeparator(char letter) {
    return letter == '-' || letter == '_' || letter == '.';
  }
}
