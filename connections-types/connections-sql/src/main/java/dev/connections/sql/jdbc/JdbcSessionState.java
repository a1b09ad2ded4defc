package dev.connections.sql.jdbc;

import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Set;

/**
 * Judges whether a statement may change its session, in a database of which nothing is known: all
 * but what surely works with data or defines what lasts.
 */
final class JdbcSessionState {

  private static final Set<String> DATA =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "merge",
          "upsert",
          "replace",
          "values",
          "with",
          "truncate",
          "explain",
          "table");

  private static final Set<String> DEFINITIONS = Set.of("create", "drop", "alter", "comment");

  /** Of a session in some database, before what a definition defines. */
  private static final Set<String> OF_SESSION =
      Set.of("temp", "temporary", "session", "volatile", "local", "global", "alias", "system");

  /** What is defined; what follows is its name. */
  private static final Set<String> DEFINED =
      Set.of(
          "table",
          "view",
          "index",
          "sequence",
          "schema",
          "type",
          "domain",
          "function",
          "procedure",
          "trigger",
          "database",
          "user",
          "role",
          "on");

  private JdbcSessionState() {}

  static boolean isChangedBy(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    String first = "";
    boolean named = false;
    while (true) {
      Kind kind = tokens.next();
      if (kind == Kind.END) {
        return false;
      }
      if (kind == Kind.UNCLEAR) {
        return !DATA.contains(first);
      }
      if (kind == Kind.SYMBOL) {
        if (tokens.symbol() == ';') {
          first = "";
          named = false;
        } else if (isOfSession(tokens.symbol())) {
          return true;
        }
      } else if (kind == Kind.WORD && first.isEmpty()) {
        first = tokens.text();
        if (!DATA.contains(first) && !DEFINITIONS.contains(first)) {
          return true;
        }
      } else if (kind == Kind.WORD && DEFINITIONS.contains(first) && !named) {
        if (OF_SESSION.contains(tokens.text())) {
          return true;
        }
        named = DEFINED.contains(tokens.text());
      }
    }
  }

  /** Variables and temporary tables: {@code @x}, {@code #x}. */
  private static boolean isOfSession(char symbol) {
    return symbol == '@' || symbol == '#';
  }
}
