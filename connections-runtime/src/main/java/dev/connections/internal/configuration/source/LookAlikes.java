package dev.connections.internal.configuration.source;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
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

  private static final List<String> ROOTS = List.of("connections", "connection");

  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final List<String> connections;
  private final List<String> sections;

  /** Those that may belong to connections of these names, or to the section of defaults. */
  public LookAlikes(
      Map<String, String> environment, Map<String, String> properties, List<String> connections) {
    this.environment = environment;
    this.properties = properties;
    this.connections = connections;
    this.sections = new ArrayList<>(connections);
    this.sections.add(DEFAULTS);
  }

  /** The variables that begin so, and what follows the name of the connection. */
  public Map<String, String> variables(String connection) {
    return of(
        connection,
        environment,
        (name, value) ->
            name.regionMatches(
                    true, 0, Overrides.VARIABLE_PREFIX, 0, Overrides.VARIABLE_PREFIX.length())
                || connections.stream().map(PlatformVariables::prefix).anyMatch(name::startsWith));
  }

  /** The system properties that begin so, and what follows the name of the connection. */
  public Map<String, String> properties(String connection) {
    return of(connection, properties, (name, value) -> name.startsWith(Overrides.PROPERTY_PREFIX));
  }

  /**
   * The variables and properties that were probably meant to choose a profile, by what is right.
   */
  public Map<String, String> profiles() {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (isProfile(name, value, Overrides.VARIABLE_PREFIX, ProfileChoice.VARIABLE)) {
            found.put(Origin.variable(name).source(), ProfileChoice.VARIABLE);
          }
        });
    properties.forEach(
        (name, value) -> {
          if (isProfile(name, value, Overrides.PROPERTY_PREFIX, ProfileChoice.PROPERTY)) {
            found.put(Origin.property(name).source(), ProfileChoice.PROPERTY);
          }
        });
    return found;
  }

  private static boolean isProfile(String name, String value, String ours, String right) {
    return !name.equals(right)
        && !name.regionMatches(true, 0, ours, 0, ours.length())
        && ROOTS.stream().anyMatch(root -> SettingKeys.normalized(name).equals(root + "profile"))
        && !value.isBlank();
  }

  private Map<String, String> of(
      String connection, Map<String, String> names, BiPredicate<String, String> isOurs) {
    Map<String, String> found = new TreeMap<>();
    names.forEach(
        (name, value) -> {
          String rest = value.isBlank() || isOurs.test(name, value) ? null : rest(name, connection);
          if (rest != null
              && !PlatformVariables.isServiceLink(
                  name.substring(0, name.length() - rest.length()), name, value)) {
            found.put(name, rest);
          }
        });
    return found;
  }

  /** What follows a connection's name; null if the name is another's, or nothing follows. */
  private @Nullable String rest(String name, String connection) {
    for (String root : ROOTS) {
      String rest = after(name, root + SettingKeys.normalized(connection));
      if (rest != null && sections.stream().noneMatch(other -> isLonger(name, root, other, rest))) {
        return rest;
      }
    }
    return null;
  }

  private static boolean isLonger(String name, String root, String other, String rest) {
    String restOfOther = after(name, root + SettingKeys.normalized(other));
    return restOfOther != null && restOfOther.length() < rest.length();
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
