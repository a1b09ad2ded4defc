package dev.connections.sql.internal.mysql;

import dev.connections.sql.internal.text.SessionEffect;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the text of a statement tells in the language of both servers. It is one statement: the
 * drivers are not allowed to send several in one text. Nothing takes back what lasts, short of a
 * new session, so only that is named which surely lasts, or whose meaning is hidden in a comment.
 */
final class FamilyTexts {

  /** First words of statements that leave something in the session, or begin a transaction. */
  private static final Set<String> LASTING =
      Set.of("set", "use", "lock", "prepare", "begin", "start", "xa", "handler", "flush", "backup");

  /** Definitions and administration, which commit first. */
  private static final Set<String> COMMITTING =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "cache",
          "check",
          "create",
          "drop",
          "flush",
          "grant",
          "install",
          "load",
          "lock",
          "optimize",
          "rename",
          "repair",
          "revoke",
          "start",
          "truncate",
          "uninstall");

  private static final Pattern TEMPORARY =
      Pattern.compile("(create|drop)\\s+(or\\s+replace\\s+)?temporary\\b.*", Pattern.DOTALL);

  /** {@code SET STATEMENT x = 1 FOR SELECT …} holds for that statement alone. */
  private static final Pattern FOR_ONE_STATEMENT =
      Pattern.compile("set\\s+statement\\b.*", Pattern.DOTALL);

  /** Locks, variables of the session, and comments that are executed, wherever they stand. */
  private static final Pattern ANYWHERE =
      Pattern.compile("\\bget_lock\\s*\\(|:=|\\binto\\s+@|/\\*m?!");

  private FamilyTexts() {}

  static SessionEffect effect(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    String statement = text.substring(begin(text));
    String first = firstWord(statement);
    boolean lasts =
        LASTING.contains(first)
            ? !FOR_ONE_STATEMENT.matcher(statement).matches()
            : first.equals("create") && TEMPORARY.matcher(statement).matches();
    return lasts || ANYWHERE.matcher(text).find() ? SessionEffect.LASTING : SessionEffect.NONE;
  }

  /** Temporary tables are made and dropped within a transaction. */
  static boolean commits(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    String statement = text.substring(begin(text));
    return COMMITTING.contains(firstWord(statement)) && !TEMPORARY.matcher(statement).matches();
  }

  private static String firstWord(String statement) {
    int end = 0;
    while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
      end++;
    }
    return statement.substring(0, end);
  }

  /** Where the statement begins, after blanks, comments and brackets; comments do not nest. */
  private static int begin(String text) {
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (Character.isWhitespace(next) || next == '(' || next == '{') {
        at++;
      } else if (next == '#' || text.startsWith("--", at)) {
        at = after(text, "\n", at);
      } else if (text.startsWith("/*", at)) {
        at = after(text, "*/", at + 2);
      } else {
        return at;
      }
    }
    return at;
  }

  private static int after(String text, String what, int from) {
    int found = text.indexOf(what, from);
    return found < 0 ? text.length() : found + what.length();
  }
}
