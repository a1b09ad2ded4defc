package dev.connections.sql.internal.failure;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ANSWERED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.UNKNOWN;

import dev.connections.spi.FailureClassification.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQLSTATEs that mean something to us. A whole state goes before its class. */
public final class SqlStateRules {

  /** What to do where the server cannot be reached. */
  public static final String CHECK_URL = "Check that the server runs and that url is right";

  /** What to do where it does not let us in. */
  public static final String CHECK_CREDENTIALS =
      "Check username and password, and the server's rules";

  private static final String OTHER_METHOD =
      "It may have been applied. Call execute or executeQuery for what returns rows, and"
          + " executeUpdate for what does not";

  /** What to do where a parameter has no value. */
  public static final String SET_ALL = "Set every parameter of the statement before executing it";

  private static final String CORRECT_DATA =
      "Correct the values or the statement; values are left out here, and shown as ?";
  private static final String CORRECT_STATEMENT =
      "Correct the statement, or what it needs in the database; pieces of the statement that may be"
          + " data are left out here, and shown as ?";

  /** What the SQL standard says, and what drivers make of it. */
  static final List<SqlStateRule> COMMON =
      List.of(
          fault("08001", TRANSIENT, NOT_CONNECTED, "The server cannot be reached", CHECK_URL),
          answered("00"),
          answered("01"),
          answered("02"),
          fault(
              "08004/1040",
              TRANSIENT,
              NOT_CONNECTED,
              "The server has too many connections",
              "Lower the pools' maxSize, or raise the server's max_connections"),
          rule(
              "08004",
              AUTHENTICATION,
              NOT_ADMITTED,
              "The server rejected the connection",
              CHECK_CREDENTIALS),
          rule(
              "08003",
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The connection was used after it was closed",
              "Do not keep JDBC objects after the work or lease they belong to"),
          fault("08007", TRANSIENT, UNKNOWN, "The connection was lost while committing", null),
          fault("08", TRANSIENT, LOST, "The connection to the server was lost", null),
          rule(
              "28",
              AUTHENTICATION,
              NOT_ADMITTED,
              "Authentication failed: the server rejected the credentials",
              CHECK_CREDENTIALS),
          rule("0A", PERMANENT, REJECTED, "The server does not support this", null),
          rule("07001", PERMANENT, REJECTED, "A parameter of the statement has no value", SET_ALL),
          rule("22", PERMANENT, REJECTED, "The server rejected the data", CORRECT_DATA),
          rule(
              "23",
              PERMANENT,
              REJECTED,
              "A constraint was violated",
              "Correct the data, or the constraint"),
          rule(
              "40001",
              TRANSIENT,
              ROLLED_BACK,
              "The transaction collided with another one",
              "Run the whole transaction again"),
          fault(
              "40003",
              TRANSIENT,
              UNKNOWN,
              "The server does not know whether the statement completed",
              null),
          rule(
              "40",
              TRANSIENT,
              ROLLED_BACK,
              "The transaction was rolled back",
              "Run the whole transaction again"),
          rule("42", PERMANENT, REJECTED, "The server rejected the statement", CORRECT_STATEMENT),
          rule("57014", TIMEOUT, REJECTED, "The statement was canceled", null));

  private SqlStateRules() {}

  /** Warnings, and "no data": never a proof that nothing happened. */
  private static SqlStateRule answered(String stateClass) {
    return rule(
        stateClass,
        PERMANENT,
        ANSWERED,
        "The statement ran, but did not give what the call expects",
        OTHER_METHOD);
  }

  public static SqlStateRule rule(
      String state, Kind kind, SqlStateRule.Fate fate, String problem, @Nullable String nextStep) {
    return new SqlStateRule(state, kind, fate, false, problem, nextStep);
  }

  public static SqlStateRule fault(
      String state, Kind kind, SqlStateRule.Fate fate, String problem, @Nullable String nextStep) {
    return new SqlStateRule(state, kind, fate, true, problem, nextStep);
  }
}
