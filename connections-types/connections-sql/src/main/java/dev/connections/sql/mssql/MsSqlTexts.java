package dev.connections.sql.mssql;

import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Set;

/**
 * Judges texts in Transact-SQL, in which statements follow each other without a semicolon: what
 * they do to the session, and whether some of them may stay done when a later one fails.
 */
final class MsSqlTexts {

  /** Statements that are applied or not applied as a whole. */
  private static final Set<String> ATOMIC =
      Set.of("select", "insert", "update", "delete", "merge", "truncate", "with");

  /** Definitions: what stands in them is not executed now. */
  private static final Set<String> DEFINING = Set.of("create", "alter", "drop", "grant", "revoke");

  private static final Set<String> CHANGING = Set.of("insert", "update", "delete", "truncate");

  /** Code, which may commit in the middle; and how a text commits by itself. */
  private static final Set<String> CODE = Set.of("exec", "execute", "commit", "save");

  /**
   * What lasts as long as the session: settings, the database, another user, locks and values of
   * the session, cursors, a transaction that the driver does not know of.
   */
  private static final Set<String> LASTING =
      Set.of(
          "use",
          "revert",
          "cursor",
          "sp_set_session_context",
          "sp_setapprole",
          "sp_getapplock",
          "sp_addlinkedserver",
          "setuser");

  /** Begins a literal: {@code N'…'}. */
  private static final String NATIONAL = "n";

  private MsSqlTexts() {}

  /** What it may do to the session. There is no reset of a session that costs less than another. */
  static SessionEffect effectOf(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    String verb = "";
    String before = "";
    while (true) {
      Kind kind = tokens.next();
      if (kind == Kind.END) {
        return SessionEffect.NONE;
      }
      if (kind == Kind.SYMBOL) {
        if (tokens.symbol() == '#') { // a temporary table or procedure
          return SessionEffect.LASTING;
        }
        verb = tokens.symbol() == ';' ? "" : verb;
        before = "";
      } else if (kind == Kind.WORD) {
        String word = tokens.text();
        if (lasts(word, verb, before)) {
          return SessionEffect.LASTING;
        }
        verb = ATOMIC.contains(word) || DEFINING.contains(word) ? word : verb;
        before = word;
      } else {
        before = "";
      }
    }
  }

  private static boolean lasts(String word, String verb, String before) {
    return switch (word) {
      case "set" -> !verb.equals("update") && !verb.equals("merge") && !DEFINING.contains(verb);
      case "tran", "transaction" -> before.equals("begin");
      case "as" -> before.equals("exec") || before.equals("execute");
      default -> LASTING.contains(word) && !DEFINING.contains(verb);
    };
  }

  /**
   * Whether a text that fails may have applied something.
   *
   * @param autoCommit whether no transaction is open
   */
  static boolean mayCommit(String sql, boolean autoCommit) {
    SqlTokens tokens = new SqlTokens(sql);
    String first = "";
    boolean ended = false;
    while (true) {
      Kind kind = tokens.next();
      if (kind == Kind.END) {
        return autoCommit && !ATOMIC.contains(first) && !DEFINING.contains(first);
      }
      if (kind == Kind.SYMBOL && tokens.symbol() == ';') {
        ended = true;
      } else if (kind == Kind.WORD && first.isEmpty()) {
        first = tokens.text();
        if (DEFINING.contains(first)) {
          return false;
        }
      } else if (kind == Kind.WORD && ends(tokens.text(), first, ended, autoCommit)) {
        return true;
      } else if (kind == Kind.UNCLEAR && !tokens.text().equals(NATIONAL)) {
        return autoCommit;
      }
    }
  }

  private static boolean ends(String word, String first, boolean ended, boolean autoCommit) {
    if (!autoCommit) {
      return word.equals("commit");
    }
    boolean another = CHANGING.contains(word) && !first.equals("merge") && !first.equals("with");
    return ended || another || CODE.contains(word);
  }
}
