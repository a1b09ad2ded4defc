package dev.connections.sql.oracle;

import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges texts in Oracle's SQL: one is one statement, or one block of PL/SQL. From the "SQL
 * Language Reference": "Types of SQL Statements" for what commits and what lasts as long as the
 * session.
 */
final class OracleTexts {

  /** Definitions, which commit the transaction before them and themselves. */
  private static final Set<String> DEFINING =
      Set.of(
          "alter",
          "analyze",
          "associate",
          "audit",
          "comment",
          "create",
          "disassociate",
          "drop",
          "flashback",
          "grant",
          "noaudit",
          "purge",
          "rename",
          "revoke",
          "truncate");

  /** Statements that are applied or not applied as a whole. */
  private static final Set<String> ATOMIC =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "merge",
          "with",
          "lock",
          "explain",
          "set",
          "savepoint",
          "rollback");

  /** Code that settles something for the session, or may: also in what it executes as a text. */
  private static final Pattern LASTING_IN_CODE =
      Pattern.compile(
          "\\b(dbms_session|dbms_lock|dbms_application_info|dbms_pipe|dbms_aq|dbms_sql)\\s*\\."
              + "|\\balter\\s+session\\b|\\bset\\s+role\\b|\\bprivate\\s+temporary\\b");

  private static final Pattern COMMIT = Pattern.compile("\\bcommit\\b");

  private OracleTexts() {}

  /** What it may do to the session. Nothing takes that back at a lower cost than a new one. */
  static SessionEffect effectOf(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    String first = word(tokens);
    boolean lasts =
        switch (first) {
          case "alter" -> word(tokens).equals("session");
          case "set" -> word(tokens).equals("role");
          case "create" -> word(tokens).equals("private");
          default -> isCode(first) && LASTING_IN_CODE.matcher(lower(sql)).find();
        };
    return lasts ? SessionEffect.LASTING : SessionEffect.NONE;
  }

  /**
   * Whether it commits the open transaction before it does anything itself. What is about the
   * session alone does not, and neither do tables that are the session's alone.
   */
  static boolean commitsFirst(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    String first = word(tokens);
    if (!DEFINING.contains(first)) {
      return false;
    }
    String second = word(tokens);
    boolean ofSession = first.equals("alter") && second.equals("session");
    return !ofSession && !second.equals("private");
  }

  /**
   * Whether a text that fails may have applied something.
   *
   * @param autoCommit whether no transaction is open
   */
  static boolean mayCommit(String sql, boolean autoCommit) {
    String first = word(new SqlTokens(sql));
    if (ATOMIC.contains(first) || DEFINING.contains(first)) {
      return false;
    }
    return autoCommit || COMMIT.matcher(lower(sql)).find();
  }

  /** A block, a call, a label before a block; or what cannot be read. */
  private static boolean isCode(String first) {
    return !ATOMIC.contains(first) && !DEFINING.contains(first);
  }

  private static String lower(String sql) {
    return sql.toLowerCase(Locale.ROOT);
  }

  /** The next word, in lower case; empty if something else comes, but for an opening bracket. */
  private static String word(SqlTokens tokens) {
    Kind kind = tokens.next();
    while (kind == Kind.SYMBOL && tokens.symbol() == '(') {
      kind = tokens.next();
    }
    return kind == Kind.WORD ? tokens.text() : "";
  }
}
