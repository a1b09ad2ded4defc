package dev.connections.sql;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.SqlStateRule.Fate.ANSWERED;
import static dev.connections.sql.SqlStateRule.Fate.LOST;
import static dev.connections.sql.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.SqlStateRule.Fate.REJECTED_AS_STALE;
import static dev.connections.sql.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.SqlStateRule.Fate.UNKNOWN;

import dev.connections.spi.FailureClassification.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQLSTATEs that mean something to us. A whole state goes before its class. */
final class SqlStateRules {

  private static final String COMES_BACK =
      "If the server is down, start it; the next use of the connection reconnects";
  private static final String ADDRESS = "Check that the server runs and that url is right";
  private static final String CREDENTIALS = "Check username and password, and the server's rules";
  private static final String OTHER_METHOD =
      "It may have been applied. Call execute or executeQuery for what returns rows, and"
          + " executeUpdate for what does not";
  private static final String SET_ALL = "Set every parameter of the statement before executing it";
  private static final String CORRECT_DATA =
      "Correct the values or the statement; values are left out here, and shown as ?";
  private static final String CORRECT_STATEMENT =
      "Correct the statement, or what it needs in the database; pieces of the statement that may be"
          + " data are left out here, and shown as ?";
  private static final String NO_SPACE =
      "An operator must look at the server; it will not recover by itself";

  /** What the SQL standard says, and what drivers make of it. */
  static final List<SqlStateRule> COMMON =
      List.of(
          fault("08001", TRANSIENT, NOT_CONNECTED, "The server cannot be reached", ADDRESS),
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
              CREDENTIALS),
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
              CREDENTIALS),
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

  /** PostgreSQL's own. */
  static final List<SqlStateRule> POSTGRESQL =
      List.of(
          rule(
              PostgreSqlErrors.STALE_PLAN,
              TRANSIENT,
              REJECTED_AS_STALE,
              "A table was altered under a prepared statement",
              "Run the whole transaction again; the sessions that had prepared it are replaced"),
          rule(
              PostgreSqlErrors.NOT_SENT,
              PERMANENT,
              REJECTED,
              "The driver did not send the statement",
              "Correct the statement, or its parameters: each must have a value that fits"),
          rule(
              PostgreSqlErrors.OF_DRIVER,
              PERMANENT,
              ANSWERED,
              "The driver cannot do what the JDBC call asks for",
              "Correct the JDBC calls of the application. If the statement was executed before, it"
                  + " may have been applied"),
          fault("99999", TRANSIENT, LOST, "The driver failed and gave no reason", "See the cause"),
          fault(
              "08P01",
              PERMANENT,
              LOST,
              "Server and driver disagree on the protocol",
              "If it comes while connecting, check that host and port of url are those of a"
                  + " PostgreSQL server, and not of something else"),
          rule(
              "25006",
              PERMANENT,
              REJECTED,
              "The transaction or the server is read-only",
              "Use an operation that is not a READ, or look for the primary server"),
          rule(
              "25P02",
              PERMANENT,
              REJECTED,
              "The transaction had failed before",
              "See the cause: it has the first error of the transaction"),
          rule(
              "25P03",
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The transaction was idle for too long",
              "Do slow things outside of transactions"),
          rule("3D000", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"),
          rule(
              "40P01",
              TRANSIENT,
              ROLLED_BACK,
              "The transaction was the victim of a deadlock",
              "Run the whole transaction again"),
          fault(
              "53300",
              TRANSIENT,
              NOT_CONNECTED,
              "The server has too many clients",
              "Lower the pools' maxSize, or raise the server's max_connections"),
          // What needs nothing more, reads say, goes on: the endpoint is not at fault.
          rule(
              "53",
              TRANSIENT,
              REJECTED,
              "The server is out of resources (disk, memory or a limit)",
              "Free disk space or memory at the server; it recovers by itself then"),
          fault("58", PERMANENT, REJECTED, "The server had a system error", NO_SPACE),
          rule("55P03", PERMANENT, REJECTED, "A lock was not available", null),
          fault(
              "57P01",
              TRANSIENT,
              LOST,
              "An administrator ended the session, or the server is being shut down",
              "If only the session was ended (pg_terminate_backend), no action is needed. "
                  + COMES_BACK),
          fault("57P02", TRANSIENT, LOST, "The server crashed", COMES_BACK),
          fault(
              "57P03",
              TRANSIENT,
              NOT_CONNECTED,
              "The server is starting up or shutting down",
              COMES_BACK),
          rule(
              "57P05",
              TRANSIENT,
              REJECTED_AND_CLOSED,
              "The session was idle for too long",
              "Set pool.keepalive below the server's idle_session_timeout"),
          fault("XX", PERMANENT, REJECTED, "The server had an internal error", NO_SPACE));

  /** H2's own, which are its error numbers where the standard has no state. */
  static final List<SqlStateRule> H2 =
      List.of(
          fault("08000", TRANSIENT, NOT_CONNECTED, "The database cannot be opened", ADDRESS),
          fault(
              "90020",
              TRANSIENT,
              NOT_CONNECTED,
              "The database is open in another process",
              "Use H2 as a server, or AUTO_SERVER=TRUE"),
          rule("90012", PERMANENT, REJECTED, "A parameter of the statement has no value", SET_ALL),
          rule("90013", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"),
          rule("90146", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"),
          rule("90149", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"),
          rule(
              "90007",
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The connection was used after it was closed",
              "Do not keep JDBC objects after the work or lease they belong to"),
          fault("90067", TRANSIENT, LOST, "The connection to the server was lost", null),
          fault("90098", TRANSIENT, LOST, "The database has been closed", null),
          fault("90121", TRANSIENT, LOST, "The database has been closed", null),
          rule("90097", PERMANENT, REJECTED, "The database is read-only", null),
          rule("HYT00", PERMANENT, REJECTED, "A lock was not available", null));

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

  static SqlStateRule rule(
      String state, Kind kind, SqlStateRule.Fate fate, String problem, @Nullable String nextStep) {
    return new SqlStateRule(state, kind, fate, false, problem, nextStep);
  }

  static SqlStateRule fault(
      String state, Kind kind, SqlStateRule.Fate fate, String problem, @Nullable String nextStep) {
    return new SqlStateRule(state, kind, fate, true, problem, nextStep);
  }
}
