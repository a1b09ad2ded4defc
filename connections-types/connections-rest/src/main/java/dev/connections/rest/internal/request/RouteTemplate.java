package dev.connections.rest.internal.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with variables, such as {@code /v1/{city}/days/{day}.json}. The text itself is the route:
 * a name for all requests of its kind. Every value stays within its segment. Immutable.
 */
public final class RouteTemplate {

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /** What a segment may hold outside variables, and escapes: RFC 3986's {@code pchar}. */
  private static final String LITERAL = UNRESERVED + "!$&'()*+,;=:@";

  private final String text;
  private final List<String> segments;

  /**
   * A template.
   *
   * @throws IllegalArgumentException if it is no path, or could lead out of the base path
   */
  public RouteTemplate(String text) {
    this.text = text;
    this.segments = text.isEmpty() ? List.of() : List.of(text.substring(1).split("/", -1));
    if (text.isEmpty()) {
      return;
    }
    if (!text.startsWith("/") || text.contains("//")) {
      throw rejected("begins with one / and has no empty segments; the host comes from the url");
    }
    for (String segment : segments) {
      if (!isLiteral(isFixed(segment) ? segment : VARIABLE.matcher(segment).replaceAll(""))) {
        throw rejected(
            "holds letters, digits, {variables} and escapes such as %20; add a query with query(name, value)");
      }
      if (isDots(segment)) {
        throw rejected("must not hold . or .. as a segment");
      }
    }
  }

  /** Whether it has no variable. */
  public boolean isFixed() {
    return isFixed(text);
  }

  private IllegalArgumentException rejected(String rule) {
    return new IllegalArgumentException("The route '" + text + "' is not allowed: a route " + rule);
  }

  /**
   * The escaped segments with the variables replaced; the last one is empty if the route ends with
   * a slash.
   *
   * @throws IllegalArgumentException if the values are not exactly those of the variables, or one
   *     cannot be a segment
   */
  public List<String> expand(Map<String, ?> values) {
    checkNames(values);
    List<String> expanded = new ArrayList<>();
    for (String segment : segments) {
      expanded.add(isFixed(segment) ? segment : expandSegment(segment, values));
    }
    return expanded;
  }

  private String expandSegment(String segment, Map<String, ?> values) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(segment);
    int literalFrom = 0;
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = String.valueOf(values.get(name));
      if (value.isEmpty()) {
        throw new IllegalArgumentException(
            "The value of {" + name + "} in the route '" + text + "' must not be empty");
      }
      result.append(segment, literalFrom, matcher.start()).append(escaped(value));
      literalFrom = matcher.end();
    }
    result.append(segment, literalFrom, segment.length());
    if (isDots(result.toString())) {
      throw new IllegalArgumentException(
          "The values for the route '"
              + text
              + "' give the segment '"
              + result
              + "', which would lead to another path; . and .. are not allowed");
    }
    return result.toString();
  }

  private void checkNames(Map<String, ?> values) {
    if (values.isEmpty() && isFixed(text)) {
      return;
    }
    TreeSet<String> variables = new TreeSet<>();
    VARIABLE.matcher(text).results().forEach(match -> variables.add(match.group(1)));
    TreeSet<String> missing = new TreeSet<>(variables);
    missing.removeIf(name -> values.get(name) != null);
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(variables);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The values do not fit the route '"
              + text
              + "': missing "
              + missing
              + ", unknown "
              + unknown);
    }
  }

  /** Whether it has no variable: most have none, and need no search for one. */
  private static boolean isFixed(String part) {
    return part.indexOf('{') < 0;
  }

  private static boolean isLiteral(String segment) {
    for (int index = 0; index < segment.length(); index++) {
      char character = segment.charAt(index);
      if (character == '%' && isHex(segment, index + 1) && isHex(segment, index + 2)) {
        index += 2;
      } else if (LITERAL.indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(String segment, int index) {
    return index < segment.length() && "0123456789ABCDEFabcdef".indexOf(segment.charAt(index)) >= 0;
  }

  private static boolean isDots(String segment) {
    String plain = segment.replace("%2e", ".").replace("%2E", ".");
    return plain.equals(".") || plain.equals("..");
  }

  private static String escaped(String value) {
    StringBuilder result = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= 0 && UNRESERVED.indexOf(octet) >= 0) {
        result.append((char) octet);
      } else {
        result.append('%').append(String.format("%02X", octet));
      }
    }
    return result.toString();
  }

  /** The route. */
  @Override
  public String toString() {
    return text;
  }
}
