package dev.connections.sql.internal.guard;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column of the generated keys is meant by the name that was asked for: some drivers
 * (MariaDB's, MySQL's, SQLite's) give the key under a name of their own. Immutable.
 *
 * @param own the driver's name by the one that was asked for, in lower case
 */
record KeyLabels(Map<String, String> own) {

  static final KeyLabels NONE = new KeyLabels(Map.of());

  /**
   * Of the keys that a statement has made.
   *
   * @param asked by which names; null if by none
   */
  static KeyLabels of(ResultSet keys, String @Nullable [] asked) throws SQLException {
    if (asked == null) {
      return NONE;
    }
    ResultSetMetaData columns = keys.getMetaData();
    Map<String, String> own = new HashMap<>();
    for (int column = 0; column < Math.min(asked.length, columns.getColumnCount()); column++) {
      String label = columns.getColumnLabel(column + 1);
      if (label.equalsIgnoreCase(asked[column])) {
        return NONE; // this driver goes by names
      }
      own.put(lower(asked[column]), label);
    }
    return new KeyLabels(own);
  }

  /** What the driver calls it. */
  String of(String label) {
    return own.isEmpty() ? label : own.getOrDefault(lower(label), label);
  }

  private static String lower(String label) {
    return label.toLowerCase(Locale.ROOT);
  }
}
