package dev.connections.sql.postgresql;

import dev.connections.sql.internal.text.SessionEffect;
import dev.connections.sql.internal.text.SqlTokens;
import dev.connections.sql.internal.text.SqlTokens.Kind;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a statement of PostgreSQL may do to its session. A text is harmless only if that is
 * sure: plain data manipulation that calls no function but well-known ones. Everything else may
 * have changed the session, and the server resets it before the connection is lent again.
 *
 * <p>Not seen is what the schema hides: a function that runs because a view, rule, trigger,
 * default, constraint, policy, cast or operator calls it.
 */
final class PostgreSqlSessionState {

  private static final Set<String> HARMLESS_STATEMENTS =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "merge",
          "values",
          "with",
          "table",
          "begin",
          "start",
          "commit",
          "end",
          "rollback",
          "abort",
          "savepoint",
          "release",
          "show",
          "lock",
          "truncate");

  private static final Set<String> SET_FOR_TRANSACTION =
      Set.of("local", "transaction", "constraints");

  /** What may stand before a parenthesis: words of the language, and functions of the server. */
  private static final Set<String> HARMLESS_BEFORE_PARENTHESIS =
      Set.of(
          // the language
          "values",
          "in",
          "any",
          "all",
          "some",
          "exists",
          "and",
          "or",
          "not",
          "on",
          "using",
          "by",
          "as",
          "over",
          "filter",
          "where",
          "when",
          "then",
          "else",
          "case",
          "select",
          "from",
          "join",
          "lateral",
          "having",
          "limit",
          "offset",
          "union",
          "except",
          "intersect",
          "returning",
          "set",
          "cast",
          "array",
          "row",
          "between",
          "like",
          "ilike",
          "conflict",
          "group",
          "within",
          "interval",
          "numeric",
          "decimal",
          "varchar",
          "char",
          "character",
          "timestamp",
          "timestamptz",
          "time",
          "distinct",
          "materialized",
          "is",
          "sets",
          "rollup",
          "cube",
          "only",
          // functions of which none changes a session
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "lower",
          "upper",
          "trim",
          "btrim",
          "ltrim",
          "rtrim",
          "length",
          "char_length",
          "substring",
          "substr",
          "position",
          "strpos",
          "replace",
          "concat",
          "concat_ws",
          "left",
          "right",
          "lpad",
          "rpad",
          "split_part",
          "overlay",
          "regexp_replace",
          "regexp_matches",
          "starts_with",
          "md5",
          "now",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "date_trunc",
          "date_part",
          "extract",
          "age",
          "to_char",
          "to_date",
          "to_timestamp",
          "to_number",
          "make_date",
          "make_interval",
          "abs",
          "ceil",
          "ceiling",
          "floor",
          "round",
          "trunc",
          "mod",
          "power",
          "sqrt",
          "sign",
          "random",
          "row_number",
          "rank",
          "dense_rank",
          "percent_rank",
          "lag",
          "lead",
          "first_value",
          "last_value",
          "ntile",
          "array_agg",
          "string_agg",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "jsonb_object_agg",
          "json_build_object",
          "jsonb_build_object",
          "json_build_array",
          "jsonb_build_array",
          "to_json",
          "to_jsonb",
          "jsonb_set",
          "jsonb_array_elements",
          "bool_and",
          "bool_or",
          "every",
          "unnest",
          "generate_series",
          "cardinality",
          "array_length",
          "array_position",
          "array_append",
          "gen_random_uuid",
          "nextval",
          "currval",
          "current_setting",
          "pg_backend_pid",
          "pg_is_in_recovery",
          "pg_sleep",
          "version",
          "pg_notify",
          "pg_advisory_xact_lock",
          "pg_try_advisory_xact_lock",
          "pg_advisory_xact_lock_shared",
          "pg_try_advisory_xact_lock_shared",
          "to_tsvector",
          "to_tsquery",
          "plainto_tsquery",
          "websearch_to_tsquery",
          "ts_rank",
          "ts_headline");

  /** No reset undoes these: random numbers, libraries, other servers, replication, backups. */
  private static final Set<String> LASTING =
      Set.of(
          "setseed",
          "dblink",
          "replication_slot",
          "replication_origin",
          "pg_backup_start",
          "pg_start_backup");

  private PostgreSqlSessionState() {}

  /** The worst that a text may do. */
  static SessionEffect of(String sql) {
    if (isHarmless(new SqlTokens(sql))) {
      return SessionEffect.NONE;
    }
    String text = sql.toLowerCase(Locale.ROOT);
    boolean lasting = LASTING.stream().anyMatch(text::contains) || startsWith(sql, "load");
    return lasting ? SessionEffect.LASTING : SessionEffect.RESETTABLE;
  }

  /**
   * Whether the text surely leaves something in the session, in so many words; null if not. Where
   * the session is another's a moment later, such statements are rejected.
   *
   * @return what it is, for a message
   */
  static @Nullable String surelyLeft(String sql) {
    if (of(sql) == SessionEffect.NONE) {
      return null;
    }
    SqlTokens tokens = new SqlTokens(sql);
    if (tokens.next() != Kind.WORD) {
      return null;
    }
    String first = tokens.text();
    if (Set.of("set", "listen", "load", "prepare", "discard", "reset").contains(first)) {
      return first.toUpperCase(Locale.ROOT);
    }
    String text = sql.toLowerCase(Locale.ROOT);
    for (String lock : new String[] {"pg_advisory_lock", "pg_try_advisory_lock"}) {
      if (text.contains(lock)) {
        return lock;
      }
    }
    if (first.equals("create")
        && text.matches("(?s).*?\\bcreate\\s+(\\w+\\s+)?temp(orary)?\\b.*")) {
      return "CREATE TEMPORARY";
    }
    return first.equals("declare") && text.contains("with hold") ? "DECLARE … WITH HOLD" : null;
  }

  private static boolean startsWith(String sql, String word) {
    SqlTokens tokens = new SqlTokens(sql);
    return tokens.next() == Kind.WORD && tokens.text().equals(word);
  }

  private static boolean isHarmless(SqlTokens tokens) {
    return new Reader(tokens).isHarmless();
  }

  /** Goes through one text. */
  private static final class Reader {

    /** Where a reader is in the name of the table after INTO, whose columns may follow. */
    private enum Table {
      NONE,
      EXPECTED,
      NAMED
    }

    private final SqlTokens tokens;
    private Table table = Table.NONE;
    private boolean begins = true;
    private boolean ended;
    private boolean afterSet;
    private boolean afterDot;
    private boolean maybeFunction;
    private String previous = "";

    Reader(SqlTokens tokens) {
      this.tokens = tokens;
    }

    boolean isHarmless() {
      while (true) {
        boolean harmless =
            switch (tokens.next()) {
              case WORD -> word(tokens.text());
              case QUOTED_NAME -> name("", false);
              case LITERAL -> literal();
              case SYMBOL -> symbol(tokens.symbol());
              case UNCLEAR -> false;
              case END -> {
                ended = true;
                yield !afterSet;
              }
            };
        if (!harmless || ended) {
          return harmless;
        }
      }
    }

    private boolean word(String word) {
      if (afterSet) {
        afterSet = false;
        return SET_FOR_TRANSACTION.contains(word);
      }
      if (begins) {
        begins = false;
        afterSet = word.equals("set");
        previous = word;
        return afterSet || HARMLESS_STATEMENTS.contains(word);
      }
      if (word.equals("into")) {
        table = Table.EXPECTED;
        maybeFunction = false;
        // SELECT … INTO makes a table, perhaps a temporary one.
        return previous.equals("insert") || previous.equals("merge");
      }
      return name(word, HARMLESS_BEFORE_PARENTHESIS.contains(word));
    }

    /** A name with a schema before it is not what it is without one. */
    private boolean name(String word, boolean harmless) {
      table = table == Table.EXPECTED ? Table.NAMED : Table.NONE;
      maybeFunction = !harmless || afterDot;
      afterDot = false;
      previous = word;
      return !begins && !afterSet;
    }

    private boolean literal() {
      table = Table.NONE;
      maybeFunction = false;
      return !begins && !afterSet;
    }

    private boolean symbol(char symbol) {
      boolean calls = symbol == '(' && maybeFunction && table != Table.NAMED;
      table = symbol == '.' && table == Table.NAMED ? Table.EXPECTED : Table.NONE;
      afterDot = symbol == '.';
      maybeFunction = false;
      begins = symbol == ';' || (begins && symbol == '(');
      return !calls && !afterSet;
    }
  }
}
