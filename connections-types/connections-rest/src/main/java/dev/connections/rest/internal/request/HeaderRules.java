package dev.connections.rest.internal.request;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What may stand in a header. Messages never show a value: it may be a secret. */
public final class HeaderRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Visible characters, spaces and tabs of ASCII: a line break would begin another header. */
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** What decides where a request goes and where it ends is not for callers to say. */
  private static final Set<String> RESERVED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    RESERVED.addAll(Set.of("Connection", "Content-Length", "Host", "Transfer-Encoding"));
  }

  private HeaderRules() {}

  /**
   * Checks a header.
   *
   * @throws IllegalArgumentException if it is not allowed
   */
  public static void check(String name, String value) {
    checkName(name);
    if (!isValue(value)) {
      throw new IllegalArgumentException(
          "The value of the header '"
              + name
              + "' holds a line break or another character that is"
              + " not allowed; only visible ASCII characters, spaces and tabs are");
    }
  }

  /**
   * Checks the name of a header.
   *
   * @throws IllegalArgumentException if it is not allowed
   */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name.replaceAll("\\p{Cntrl}", "?")
              + "' is not the name of a header; letters, digits"
              + " and !#$%&'*+.^_`|~- are allowed");
    }
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "The header '" + name + "' is set by the connection; leave it out");
    }
  }

  /** Whether a text can be the value of a header. */
  public static boolean isValue(String value) {
    return VALUE.matcher(value).matches();
  }
}
