package dev.connections.sql.h2;

import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Locale;

/**
 * Judges what a statement of H2 does to its session: settings, local temporary tables, and
 * variables. H2 has nothing that resets a session.
 */
final class H2SessionState {

  private H2SessionState() {}

  static SessionEffect of(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    boolean mentions =
        text.contains("set")
            || text.contains("temp")
            || text.contains(":=")
            || text.contains("use");
    return mentions && changes(text) ? SessionEffect.LASTING : SessionEffect.NONE;
  }

  private static boolean changes(String text) {
    SqlTokens tokens = new SqlTokens(text);
    String first = "";
    boolean begins = true;
    while (true) {
      Kind kind = tokens.next();
      if (kind == Kind.END) {
        return false;
      }
      if (kind == Kind.SYMBOL && tokens.symbol() == ';') {
        begins = true;
      } else if (kind == Kind.WORD) {
        String word = tokens.text();
        if (begins) {
          first = word;
          begins = false;
          if (word.equals("set") || word.equals("use")) {
            return true;
          }
        } else if (first.equals("create") && (word.equals("temp") || word.equals("temporary"))) {
          return true;
        }
      } else if (kind == Kind.SYMBOL && tokens.symbol() == '@') {
        if (text.contains(":=") || text.matches("(?s).*\\bset\\s*\\(.*")) {
          return true;
        }
      }
    }
  }
}
