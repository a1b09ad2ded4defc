package dev.connections.sql.oracle;

import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Oracle tells: a number, and a text in the language of the session. Names are in the text
 * only, in a form for each number.
 */
final class OracleErrors implements SqlErrors {

  /** Raised by the application's own code, with its own text. */
  static final String OF_USERS = "users";

  /** The driver's own, which says nothing of what the server has done. */
  static final String OF_DRIVER = "driver";

  private static final int FIRST_OF_USERS = 20_000;
  private static final int LAST_OF_USERS = 20_999;

  /** The state of what the driver gives no other, by the table in it (errorMap.xml). */
  private static final String NO_STATE = "99999";

  /** Differs each time; the listener's log has it. */
  private static final Pattern CONNECTION = Pattern.compile(" \\(CONNECTION_ID=[^)]*\\)");

  private static final String NAME = "[\\w$#]+";

  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "constraint \\((?<schema>"
              + NAME
              + ")\\.(?<constraint>"
              + NAME
              + ")\\)(?: violated on table "
              + NAME
              + "\\.(?<table>"
              + NAME
              + "))?");

  private static final Pattern COLUMN =
      Pattern.compile(
          "\\(?\"(?<schema>"
              + NAME
              + ")\"\\.\"(?<table>"
              + NAME
              + ")\"\\.\"(?<column>"
              + NAME
              + ")\"");

  @Override
  public SqlError of(SQLException failure) {
    int number = failure.getErrorCode();
    String text = String.valueOf(failure.getMessage());
    SqlProblem problem = problem(number);
    Matcher constraint = CONSTRAINT.matcher(text);
    if (isConstraint(number) && constraint.find()) {
      return new SqlError(
          failure.getSQLState(),
          number,
          problem,
          constraint.group("constraint"),
          constraint.group("schema"),
          constraint.group("table"),
          null);
    }
    Matcher column = COLUMN.matcher(text);
    if (isOfColumn(number) && column.find()) {
      return new SqlError(
          failure.getSQLState(),
          number,
          problem,
          null,
          column.group("schema"),
          column.group("table"),
          column.group("column"));
    }
    return new SqlError(failure.getSQLState(), number, problem, null, null, null, null);
  }

  private static boolean isConstraint(int number) {
    return number == 1 || (number >= 2290 && number <= 2292);
  }

  private static boolean isOfColumn(int number) {
    return number == 1400 || number == 1407 || number == 12899;
  }

  private static SqlProblem problem(int number) {
    return switch (number) {
      case 1 -> SqlProblem.UNIQUE_VIOLATION;
      case 2290 -> SqlProblem.CHECK_VIOLATION;
      case 2291, 2292 -> SqlProblem.FOREIGN_KEY_VIOLATION;
      case 1400, 1407 -> SqlProblem.NOT_NULL_VIOLATION;
      case 942 -> SqlProblem.UNKNOWN_TABLE;
      case 904 -> SqlProblem.UNKNOWN_COLUMN;
      case 60 -> SqlProblem.DEADLOCK;
      case 8177 -> SqlProblem.SERIALIZATION_FAILURE;
      case 54, 30006, 2049 -> SqlProblem.LOCK_TIMEOUT;
      default -> SqlProblem.OTHER;
    };
  }

  @Override
  public @Nullable String special(SQLException failure) {
    if (isOfUsers(failure.getErrorCode())) {
      return OF_USERS;
    }
    boolean unnamed = NO_STATE.equals(failure.getSQLState());
    return unnamed && isOfDriver(failure.getErrorCode()) ? OF_DRIVER : null;
  }

  /** By the ranges in the driver's table; numbers of servers that it lacks have the same state. */
  private static boolean isOfDriver(int number) {
    return (number >= 17_000 && number <= 17_999) || (number >= 18_700 && number <= 18_999);
  }

  private static boolean isOfUsers(int number) {
    return number >= FIRST_OF_USERS && number <= LAST_OF_USERS;
  }

  @Override
  public String text(SQLException failure) {
    SQLException shown = SafeText.told(failure);
    if (isOfUsers(shown.getErrorCode())) {
      return "";
    }
    String text = SafeText.of(shown);
    return CONNECTION.matcher(text).replaceAll("");
  }
}
