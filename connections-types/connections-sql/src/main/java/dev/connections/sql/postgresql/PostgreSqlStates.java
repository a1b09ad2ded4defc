package dev.connections.sql.postgresql;

import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ANSWERED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_STALE;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.List;

/** What SQLSTATEs of PostgreSQL mean where the common rules do not tell. */
final class PostgreSqlStates {

  private static final String COMES_BACK =
      "If the server is down, start it; the next use of the connection reconnects";
  private static final String NO_SPACE =
      "An operator must look at the server; it will not recover by itself";

  static final List<SqlStateRule> RULES =
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
              REJECTED_AS_READ_ONLY,
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
          // lock_timeout, NOWAIT.
          rule(
              "55P03",
              TRANSIENT,
              REJECTED,
              "A lock was not available in time",
              "Look who holds the lock (pg_locks, pg_blocking_pids) and make its transaction"
                  + " shorter; or raise lock_timeout"),
          // A database that has sessions, a slot or a table that another one uses.
          rule(
              "55006",
              TRANSIENT,
              REJECTED,
              "What the statement needs is in use",
              "Look in pg_stat_activity, and pg_replication_slots, who uses it"),
          rule(
              PostgreSqlErrors.STATEMENT_TIMEOUT,
              TIMEOUT,
              REJECTED,
              "The statement was canceled (statement_timeout)",
              "See why it is slow, or raise statementTimeout; where that is not set, the"
                  + " statement_timeout of the role, the database or the server"),
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

  private PostgreSqlStates() {}
}
