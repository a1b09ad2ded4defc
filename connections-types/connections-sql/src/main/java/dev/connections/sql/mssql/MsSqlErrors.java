package dev.connections.sql.mssql;

import com.microsoft.sqlserver.jdbc.SQLServerError;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SQL Server tells: a number, a severity, and a text in the language of the login. Names stand
 * in the English text only, in a form for each number.
 */
final class MsSqlErrors implements SqlErrors {

  /** The server ends the session after it. */
  static final String FATAL = "fatal";

  /** From this severity on ([MS-TDS] 2.2.7.10), the server closes the connection. */
  private static final int FATAL_SEVERITY = 20;

  /** From here on, numbers and texts are applications' own: THROW and RAISERROR. */
  private static final int FIRST_OF_USERS = 50_000;

  /** The driver appends it to every text; it differs each time. */
  private static final String CONNECTION_ID = " ClientConnectionId:";

  private static final Pattern REASON =
      Pattern.compile("Error: \"([^\"]+?)\\. Verify the connection");

  /** Its texts are read as those about data: what is in quotes is left out, and so are numbers. */
  private static final String DATA = "22000";

  private static final String TABLE = "(?<table>[^'\"]+)";
  private static final String CONSTRAINT = "(?<constraint>[^'\"]+)";
  private static final String COLUMN = "(?<column>[^'\"]+)";

  /** As far as there are names, and no values yet. */
  private static final Map<Integer, Pattern> FORMS =
      Map.of(
          2627,
          Pattern.compile(
              "Violation of [A-Z ]+ constraint '"
                  + CONSTRAINT
                  + "'\\. Cannot insert duplicate key in object '"
                  + TABLE
                  + "'"),
          2601,
          Pattern.compile(
              "Cannot insert duplicate key row in object '"
                  + TABLE
                  + "' with unique index '"
                  + CONSTRAINT
                  + "'"),
          547,
          Pattern.compile(
              "The [A-Z]+ statement conflicted with the [A-Z ]+ constraint \""
                  + CONSTRAINT
                  + "\"\\. The conflict occurred in database \"[^\"]+\", table \""
                  + TABLE
                  + "\"(?:, column '"
                  + COLUMN
                  + "')?"),
          515,
          Pattern.compile(
              "Cannot insert the value NULL into column '" + COLUMN + "', table '" + TABLE + "'"),
          2628,
          Pattern.compile(
              "String or binary data would be truncated in table '"
                  + TABLE
                  + "', column '"
                  + COLUMN
                  + "'"),
          207,
          Pattern.compile("Invalid column name '" + COLUMN + "'"),
          208,
          Pattern.compile("Invalid object name '" + TABLE + "'"));

  @Override
  public SqlError of(SQLException failure) {
    int number = failure.getErrorCode();
    String text = text(failure, String.valueOf(failure.getMessage()));
    Matcher named = named(number, text);
    String[] table = named == null ? new String[2] : table(named);
    return new SqlError(
        failure.getSQLState(),
        number,
        problem(number, text),
        named == null ? null : group(named, "constraint"),
        table[0],
        table[1],
        named == null ? null : group(named, "column"));
  }

  /** The part of a text that holds names; null if its form is not known. */
  private static @Nullable Matcher named(int number, String text) {
    Pattern form = FORMS.get(number);
    Matcher found = form == null ? null : form.matcher(text);
    return found != null && found.lookingAt() ? found : null;
  }

  /** Schema and table of what may be {@code database.schema.table}. */
  private static @Nullable String[] table(Matcher found) {
    String name = group(found, "table");
    if (name == null) {
      return new String[2];
    }
    int last = name.lastIndexOf('.');
    if (last < 0) {
      return new String[] {null, name};
    }
    int before = name.lastIndexOf('.', last - 1);
    return new String[] {name.substring(before + 1, last), name.substring(last + 1)};
  }

  private static @Nullable String group(Matcher found, String name) {
    return found.pattern().pattern().contains("(?<" + name + ">") ? found.group(name) : null;
  }

  private static SqlProblem problem(int number, String text) {
    return switch (number) {
      case 2627, 2601 -> SqlProblem.UNIQUE_VIOLATION;
      case 547 ->
          text.contains(" CHECK constraint ")
              ? SqlProblem.CHECK_VIOLATION
              : SqlProblem.FOREIGN_KEY_VIOLATION;
      case 515 -> SqlProblem.NOT_NULL_VIOLATION;
      case 208 -> SqlProblem.UNKNOWN_TABLE;
      case 207 -> SqlProblem.UNKNOWN_COLUMN;
      case 1205 -> SqlProblem.DEADLOCK;
      case 3960, 3961 -> SqlProblem.SERIALIZATION_FAILURE;
      case 1222 -> SqlProblem.LOCK_TIMEOUT;
      default -> SqlProblem.OTHER;
    };
  }

  @Override
  public @Nullable String special(SQLException failure) {
    SQLServerError server = server(failure);
    return server != null && server.getErrorSeverity() >= FATAL_SEVERITY ? FATAL : null;
  }

  /** Whether the server has said it. */
  static boolean isOfServer(SQLException failure) {
    return server(failure) != null || failure.getErrorCode() != 0;
  }

  private static @Nullable SQLServerError server(SQLException failure) {
    return failure instanceof SQLServerException driver ? driver.getSQLServerError() : null;
  }

  /**
   * The driver gives one state, and no cause, for a refused connection, an unknown host, and
   * something that is no SQL Server. Only its text has the reason.
   */
  static SQLException whileConnecting(SQLException failure) {
    boolean reached = isOfServer(failure) || failure.getCause() != null;
    if (reached || !"08S01".equals(failure.getSQLState())) {
      return failure;
    }
    Matcher reason = REASON.matcher(String.valueOf(failure.getMessage()));
    return new SQLException(
        reason.find() ? reason.group(1) : SafeText.masked(String.valueOf(failure.getMessage())),
        "08001",
        failure);
  }

  @Override
  public String text(SQLException failure) {
    SQLException told = SafeText.told(failure);
    int number = told.getErrorCode();
    if (number >= FIRST_OF_USERS) {
      return "";
    }
    String text = text(told, String.valueOf(told.getMessage()));
    Matcher named = named(number, text);
    if (named != null) {
      return named.group();
    }
    return number == 0 ? SafeText.masked(text) : SafeText.of(DATA, text);
  }

  private static String text(SQLException failure, String message) {
    int end = message.indexOf(CONNECTION_ID);
    return end < 0 || !(failure instanceof SQLServerException)
        ? message
        : message.substring(0, end);
  }
}
