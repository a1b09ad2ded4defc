package dev.connections.sql.sqlite;

import dev.connections.sql.internal.failure.SafeText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be shown of texts that sqlite-jdbc makes itself, in exceptions without a result code.
 * Source: the strings of its classes (org.sqlite.core, jdbc3, jdbc4) in 3.54.1.0, the version that
 * the tests run with; most are fixed and hold no data. A text that is not known keeps its words.
 */
final class DriverTexts {

  /** With a name that the programmer wrote, in {@code getString("nme")}. JDBC3ResultSet. */
  private static final Pattern COLUMN = Pattern.compile("no such column: '(?<name>.*)'");

  /** With counts: CoreResultSet, JDBC3ResultSet, DB, JDBC3Statement. */
  private static final Pattern COUNTS =
      Pattern.compile(
          "column \\d+ out of bounds \\[1,\\d+\\]"
              + "|assertion failure: param count \\(\\d+\\) > value count \\(\\d+\\)"
              + "|batch entry \\d+: query returns results");

  /** What a value follows: JDBC3ResultSet, JDBC3PreparedStatement. */
  private static final List<String> BEFORE_VALUES =
      List.of(
          "Bad value for type BigDecimal :",
          "Cannot read from character stream, exception message:");

  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$]{0,127}";

  private DriverTexts() {}

  static String shown(String text) {
    Matcher column = COLUMN.matcher(text);
    if (column.matches()) {
      return column.group("name").matches(NAME) ? text : "no such column: '?'";
    }
    if (COUNTS.matcher(text).matches()) {
      return text;
    }
    for (String before : BEFORE_VALUES) {
      if (text.startsWith(before)) {
        return before + " ?";
      }
    }
    int bracket = text.indexOf('('); // SQLite's own text is in brackets
    return SafeText.masked(bracket < 0 ? text : text.substring(0, bracket) + "(?)");
  }
}
