package dev.connections.sql.internal.text;

import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text may commit something and then fail: it has COMMIT among other statements, or calls
 * a procedure or a block of code outside a transaction, which may commit in the middle; some
 * databases commit each of several statements. Such a failure does not prove that nothing was
 * applied.
 */
public final class CommitInText {

  private static final Pattern MENTIONED =
      Pattern.compile("\\b(?:commit|end|prepare|call|do)\\b", Pattern.CASE_INSENSITIVE);

  /** What is said inside is the server's business: it is code, or a value. */
  private static final Pattern DOLLAR_QUOTED =
      Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

  /** For texts that are read differently by different settings of the server. */
  private static final Pattern COMMIT_LATER =
      Pattern.compile(";\\s*(?:commit|end|prepare)\\b", Pattern.CASE_INSENSITIVE);

  /** Two phases, too: what is prepared stays until another session decides. */
  private static final Set<String> COMMITTING = Set.of("commit", "end", "prepare");

  private static final Set<String> CODE = Set.of("call", "do");

  private CommitInText() {}

  /**
   * Whether it may.
   *
   * @param autoCommit whether no transaction is open, in which code cannot commit
   * @param atomic whether the database undoes all statements of a text if one of them fails
   */
  public static boolean isPossible(String sql, boolean autoCommit, boolean atomic) {
    boolean apart = autoCommit && !atomic;
    return (MENTIONED.matcher(sql).find() || (apart && sql.indexOf(';') >= 0))
        && isFound(DOLLAR_QUOTED.matcher(sql).replaceAll("''"), autoCommit, apart);
  }

  private static boolean isFound(String sql, boolean autoCommit, boolean apart) {
    SqlTokens tokens = new SqlTokens(sql);
    boolean begins = true;
    boolean several = false;
    while (true) {
      Kind kind = tokens.next();
      switch (kind) {
        case END -> {
          return false;
        }
        case UNCLEAR -> {
          return apart || COMMIT_LATER.matcher(sql).find();
        }
        case WORD -> {
          if (begins && ((several && apart) || mayCommit(tokens.text(), autoCommit))) {
            return true;
          }
        }
        default -> {}
      }
      begins = kind == Kind.SYMBOL && tokens.symbol() == ';';
      several |= begins;
    }
  }

  private static boolean mayCommit(String first, boolean autoCommit) {
    return COMMITTING.contains(first) || (autoCommit && CODE.contains(first));
  }
}
