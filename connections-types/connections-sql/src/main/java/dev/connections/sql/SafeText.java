package dev.connections.sql;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a driver's message that may be shown: its first line, in which what stands in quotes
 * is left out unless it is a name. Drivers put bind values and whole statements into their
 * messages, and those may be personal data.
 */
final class SafeText {

  /** Texts that quote data, or a piece of the statement, without a form that could be relied on. */
  private static final Set<String> NEVER = Set.of("42601", "42000", "42001");

  private static final String LEFT_OUT = "?";

  private SafeText() {}

  /** What may be shown of the message; empty if nothing may. */
  static String of(SQLException failure) {
    String state = failure.getSQLState();
    if (state != null && (NEVER.contains(state) || !isAboutTheServer(state))) {
      return "";
    }
    return masked(firstLine(String.valueOf(failure.getMessage())));
  }

  /** Texts about data, and those that users write, are not fit to be shown at all. */
  private static boolean isAboutTheServer(String state) {
    return !(state.startsWith("22") || state.startsWith("P0") || state.startsWith("45"));
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    int statement = line.indexOf("; SQL statement:");
    return statement < 0 ? line : line.substring(0, statement);
  }

  private static String masked(String text) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char quote = text.charAt(at);
      if (quote != '"' && quote != '\'') {
        shown.append(quote);
        at++;
        continue;
      }
      int end = text.indexOf(quote, at + 1);
      String inside = text.substring(at + 1, end < 0 ? text.length() : end);
      boolean name = end >= 0 && quote == '"' && isName(inside);
      shown.append(quote).append(name ? inside : LEFT_OUT).append(quote);
      at = end < 0 ? text.length() : end + 1;
    }
    return shown.toString();
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > 128 || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    return text.chars().allMatch(each -> Character.isJavaIdentifierPart(each) || each == '.');
  }

  /** The name in a pair of double quotes; null if there is none. */
  static @Nullable String quoted(@Nullable String text, int number) {
    if (text == null) {
      return null;
    }
    String[] parts = firstLine(text).split("\"", -1);
    int index = 2 * number + 1;
    return index < parts.length - 1 && isName(parts[index]) ? parts[index] : null;
  }
}
