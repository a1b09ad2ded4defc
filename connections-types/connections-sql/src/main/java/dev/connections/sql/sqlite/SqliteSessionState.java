package dev.connections.sql.sqlite;

import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a statement of SQLite does to its session: pragmas, attached files, temporary tables,
 * and transactions that are begun as text. SQLite has nothing that resets a session.
 */
final class SqliteSessionState {

  /** Begins and ends what JDBC knows nothing of. */
  private static final Set<String> CHANGING =
      Set.of("attach", "detach", "begin", "savepoint", "release", "commit", "end", "rollback");

  /** Pragmas that only tell something, if nothing is assigned to them. */
  private static final Set<String> TELLING =
      Set.of(
          "application_id",
          "collation_list",
          "compile_options",
          "data_version",
          "database_list",
          "encoding",
          "foreign_key_check",
          "foreign_key_list",
          "foreign_keys",
          "freelist_count",
          "function_list",
          "index_info",
          "index_list",
          "index_xinfo",
          "integrity_check",
          "journal_mode",
          "module_list",
          "page_count",
          "page_size",
          "pragma_list",
          "quick_check",
          "schema_version",
          "table_info",
          "table_list",
          "table_xinfo",
          "user_version");

  /** Telling ones that may have an argument in brackets. */
  private static final Pattern OF_SOMETHING = Pattern.compile(".*_(?:info|xinfo|list|check)");

  /** In lower case: an error then leaves what came before it. */
  private static final Pattern KEEPS_PART = Pattern.compile("\\bor\\s+fail\\b");

  private SqliteSessionState() {}

  static SessionEffect of(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    boolean mentions = text.contains("pragma") || text.contains("temp");
    if (!mentions && CHANGING.stream().noneMatch(text::contains)) {
      return SessionEffect.NONE;
    }
    for (List<String> statement : statements(text)) {
      if (changes(statement)) {
        return SessionEffect.LASTING;
      }
    }
    return SessionEffect.NONE;
  }

  private static boolean changes(List<String> words) {
    String first = words.get(0);
    if (first.equals("pragma")) {
      return !tells(words) && !isOwn(words);
    }
    boolean temporary = words.size() > 1 && Set.of("temp", "temporary").contains(words.get(1));
    return CHANGING.contains(first) || (first.equals("create") && temporary);
  }

  /** A pragma may be preceded by the name of a database and a dot. */
  private static int pragma(List<String> words) {
    return words.size() > 3 && words.get(2).equals(".") ? 3 : 1;
  }

  private static String word(List<String> words, int at) {
    return at < words.size() ? words.get(at) : "";
  }

  private static boolean tells(List<String> words) {
    int at = pragma(words);
    String name = word(words, at);
    String next = word(words, at + 1);
    return TELLING.contains(name)
        && (next.isEmpty() || (next.equals("(") && OF_SOMETHING.matcher(name).matches()));
  }

  private static boolean isOwn(List<String> words) {
    return word(words, pragma(words)).equals("query_only");
  }

  /** Words and punctuation of each statement of a text; what is unclear ends it. */
  private static List<List<String>> statements(String text) {
    List<List<String>> all = new ArrayList<>();
    List<String> words = new ArrayList<>();
    SqlTokens tokens = new SqlTokens(text);
    Kind kind = tokens.next();
    while (kind != Kind.END && kind != Kind.UNCLEAR) {
      if (kind == Kind.SYMBOL && tokens.symbol() == ';') {
        words = new ArrayList<>();
      } else {
        if (words.isEmpty()) {
          all.add(words);
        }
        words.add(
            switch (kind) {
              case WORD -> tokens.text();
              case SYMBOL -> String.valueOf(tokens.symbol());
              default -> "?";
            });
      }
      kind = tokens.next();
    }
    return all;
  }

  /** Whether a READ operation would be able to write after it. */
  static @Nullable String rejection(String sql) {
    if (!sql.toLowerCase(Locale.ROOT).contains("query_only")) {
      return null;
    }
    for (List<String> statement : statements(sql.toLowerCase(Locale.ROOT))) {
      if (statement.get(0).equals("pragma") && isOwn(statement)) {
        return "PRAGMA query_only is not allowed, because the connection sets it; run what writes in"
            + " an operation that is no READ";
      }
    }
    return null;
  }

  /** {@code INSERT OR FAIL} keeps the rows before the one that failed. */
  static boolean keepsPart(String sql) {
    return KEEPS_PART.matcher(sql.toLowerCase(Locale.ROOT)).find();
  }
}
