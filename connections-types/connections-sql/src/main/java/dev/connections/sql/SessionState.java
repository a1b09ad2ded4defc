package dev.connections.sql;

import java.util.Locale;

/**
 * Recognises statements that change a session for whoever comes next: the pool sets nothing back
 * that JDBC has no method for.
 */
final class SessionState {

  private static final int LONGEST_START = 40;

  private SessionState() {}

  /**
   * Whether a statement changes the session beyond its transaction. Looks at the beginning of the
   * text, and for advisory locks; does not see what functions do.
   */
  static boolean isChangedBy(String sql) {
    int start = 0;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    if (start == sql.length()) {
      return false;
    }
    return switch (sql.charAt(start)) {
      case 's', 'S', 'c', 'C', 'l', 'L' -> begins(sql, start) || locks(sql);
      default -> locks(sql);
    };
  }

  private static boolean begins(String sql, int start) {
    String text =
        sql.substring(start, Math.min(sql.length(), start + LONGEST_START))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
            + " ";
    if (text.startsWith("set ")) {
      return !text.startsWith("set local ")
          && !text.startsWith("set transaction ")
          && !text.startsWith("set constraints ");
    }
    return text.startsWith("listen ") || text.matches("create ((global|local) )?temp(orary)? .*");
  }

  /** Advisory locks that outlive the transaction; those that do not have "xact" in their names. */
  private static boolean locks(String sql) {
    return sql.contains("advisory_lock");
  }
}
