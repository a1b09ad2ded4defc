package dev.connections.sql.postgresql;

import dev.connections.sql.SqlError;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What pgjdbc's exceptions tell: the fields that the server sends next to its text. */
final class PostgreSqlErrors implements SqlErrors {

  /** A plan that does not fit any more; by the server's routine, since its text is translated. */
  static final String STALE_PLAN = "0A000/RevalidateCachedQuery";

  private static final String STALE_PLAN_TEXT = "cached plan must not change result type";

  /** The server's own limit; in English only, since nothing else in the message tells. */
  static final String STATEMENT_TIMEOUT = "57014/statement_timeout";

  private static final String STATEMENT_TIMEOUT_TEXT = "due to statement timeout";

  /** The driver objects before it has sent anything. */
  static final String NOT_SENT = "driver/not-sent";

  /** The driver objects, perhaps to what it was asked for after the server had worked. */
  static final String OF_DRIVER = "driver";

  /** Where pgjdbc parses statements and collects their parameters. */
  private static final Set<String> BEFORE_SENDING =
      Set.of(
          "org.postgresql.core.Parser",
          "org.postgresql.core.v3.SimpleParameterList",
          "org.postgresql.core.v3.CompositeParameterList");

  /** So many frames above the place where it was thrown are looked at. */
  private static final int NEAREST = 6;

  /** Classes of states that the server never gives without its own message. */
  private static final Set<String> OF_CALLS = Set.of("22", "24", "42", "55");

  /**
   * What the server's languages for functions throw: the text is the user's, whatever the state.
   */
  private static final Set<String> USERS =
      Set.of(
          "exec_stmt_raise",
          "exec_stmt_assert",
          "PLy_output",
          "PLy_elog_impl",
          "do_util_elog",
          "pltcl_elog",
          "throw_pltcl_error");

  private static final Pattern BAD_VALUE = Pattern.compile("Bad value for type [\\w/]+");

  /** What the server says of a COPY, in English; after the names it says the value. */
  private static final Pattern COPY =
      Pattern.compile(
          "^COPY ([^\\s,:\"]+), line (\\d+)(?:, column ([^\\s,:\"]+))?", Pattern.MULTILINE);

  private static final Pattern PARSED = Pattern.compile("(.* at position \\d+) in SQL .*");

  @Override
  public SqlError of(SQLException failure) {
    ServerErrorMessage server = server(failure);
    if (server == null) {
      return SqlErrors.unnamed(failure.getSQLState(), failure.getErrorCode());
    }
    String table = server.getTable();
    String column = server.getColumn();
    Matcher copy = COPY.matcher(String.valueOf(server.getWhere()));
    if (table == null && copy.find()) {
      table = copy.group(1);
      column = copy.group(3);
    }
    if (table == null && "42P01".equals(server.getSQLState())) {
      table = SafeText.quoted(server.getMessage(), 0);
    }
    if (column == null && "42703".equals(server.getSQLState())) {
      column = SafeText.quoted(server.getMessage(), 0);
      table = SafeText.quoted(server.getMessage(), 1);
    }
    return new SqlError(
        server.getSQLState(), 0, server.getConstraint(), server.getSchema(), table, column);
  }

  private static @Nullable ServerErrorMessage server(SQLException failure) {
    return failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
  }

  @Override
  public @Nullable String special(SQLException failure) {
    if (isOfDriver(failure)) {
      return isBeforeSending(failure) ? NOT_SENT : OF_DRIVER;
    }
    if ("57014".equals(failure.getSQLState())) {
      return String.valueOf(failure.getMessage()).contains(STATEMENT_TIMEOUT_TEXT)
          ? STATEMENT_TIMEOUT
          : null;
    }
    if (!"0A000".equals(failure.getSQLState())) {
      return null;
    }
    ServerErrorMessage server = server(failure);
    boolean stale =
        server != null && "RevalidateCachedQuery".equals(server.getRoutine())
            || String.valueOf(failure.getMessage()).contains(STALE_PLAN_TEXT);
    return stale ? STALE_PLAN : null;
  }

  private static boolean isOfDriver(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof PSQLException
        && server(failure) == null
        && state != null
        && state.length() >= 2
        && OF_CALLS.contains(state.substring(0, 2));
  }

  /** By the place where it was thrown: states and texts are the same before and after. */
  private static boolean isBeforeSending(SQLException failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < frames.length && i < NEAREST; i++) {
      String thrower = frames[i].getClassName();
      if (BEFORE_SENDING.contains(thrower)
          || thrower.equals("org.postgresql.jdbc.PgPreparedStatement")
              && frames[i].getMethodName().startsWith("set")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String text(SQLException failure) {
    SQLException told = SafeText.told(failure);
    if (isOfDriver(told)) {
      return ofDriver(told);
    }
    ServerErrorMessage server = server(told);
    if (server == null) {
      return SafeText.of(told);
    }
    if (server.getRoutine() != null && USERS.contains(server.getRoutine())) {
      return "";
    }
    String text = SafeText.of(told);
    return text.isEmpty() ? text : text + place(server);
  }

  /** Where in the statement as the server has got it: with $1 for the first ?, and so on. */
  private static String place(ServerErrorMessage server) {
    Matcher copy = COPY.matcher(String.valueOf(server.getWhere()));
    if (copy.find()) {
      String column = copy.group(3) == null ? "" : ", column " + copy.group(3);
      return " in COPY " + copy.group(1) + ", line " + copy.group(2) + column;
    }
    if (server.getPosition() > 0) {
      return " at character " + server.getPosition() + " of the statement as sent";
    }
    return server.getInternalPosition() > 0
        ? " at character " + server.getInternalPosition() + " of a statement in a function"
        : "";
  }

  /** The driver puts values and whole statements into its texts without quotes. */
  private static String ofDriver(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    String state = String.valueOf(failure.getSQLState());
    if (state.equals("22023")) {
      return SafeText.masked(text); // names, indexes and types of the application's code
    }
    Matcher bad = BAD_VALUE.matcher(text);
    Matcher parsed = PARSED.matcher(text);
    if (state.startsWith("22")) {
      return bad.lookingAt() ? bad.group() + ": ?" : "";
    }
    if (parsed.lookingAt()) {
      return parsed.group(1);
    }
    return text.contains("SQL ") ? "" : SafeText.masked(text);
  }
}
