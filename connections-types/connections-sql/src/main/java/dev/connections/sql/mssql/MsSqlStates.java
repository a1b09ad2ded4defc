package dev.connections.sql.mssql;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_CREDENTIALS;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.List;

/**
 * What SQL Server's error numbers mean; the driver makes states up. Which number comes with which
 * state was seen with the driver (13.6.2) and a fake of the server; what a number means is
 * Microsoft's list of "Database Engine events and errors", and for Azure SQL that of "transient
 * connection errors". No server has been asked.
 */
final class MsSqlStates {

  private static final String TOO_MANY = "The server has too many connections or requests";
  private static final String FEWER = "Lower the pools' maxSize, or raise the server's limit";
  private static final String AGAIN = "Run the whole transaction again";
  private static final String READ_ONLY = "Look for the primary server";
  private static final String BUSY = "The service is busy or out of resources";
  private static final String CREDENTIALS =
      "Authentication failed: the server rejected the credentials";
  private static final String STATEMENT = "Correct the statement, or what it needs in the database";
  private static final String NO_SPACE =
      "An operator must look at the server; it will not recover by itself";

  static final List<SqlStateRule> RULES =
      List.of(
          // Logging in. 18456: wrong login or password; 18452: login from another domain; 18470:
          // disabled; 18486: locked; 18487 and 18488: the password has expired or must be changed.
          credentials("/18456", CREDENTIALS),
          credentials("/18452", CREDENTIALS),
          credentials("/18470", "The login is disabled"),
          credentials("/18486", "The login is locked"),
          credentials("/18487", "The password has expired"),
          credentials("/18488", "The password must be changed"),
          // The same number for a database that does not exist, and for one that must not be used.
          credentials("/4060", "The database does not exist, or the login may not use it"),
          fault("/17142", TRANSIENT, NOT_CONNECTED, "The server is paused", null),
          fault("/17809", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/6005", TRANSIENT, NOT_CONNECTED, "The server is being shut down", null),
          // Azure SQL. 10928 and 10929: limits of the database; 4991x: of the service.
          fault("/40613", TRANSIENT, NOT_CONNECTED, "The database is not available now", null),
          fault("/40197", TRANSIENT, LOST, "The service has had an error", null),
          fault("/40501", TRANSIENT, REJECTED, BUSY, null),
          fault("/10928", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/10929", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/49918", TRANSIENT, NOT_CONNECTED, BUSY, null),
          fault("/49919", TRANSIENT, NOT_CONNECTED, BUSY, null),
          fault("/49920", TRANSIENT, NOT_CONNECTED, BUSY, null),
          fault("/4221", TRANSIENT, NOT_CONNECTED, "The secondary server is not ready", null),
          // Transactions that are gone as a whole.
          rule(
              "/1205",
              TRANSIENT,
              ROLLED_BACK,
              "The transaction was the victim of a deadlock",
              AGAIN),
          rule("/3960", TRANSIENT, ROLLED_BACK, "The transaction collided with another one", AGAIN),
          rule(
              "/3961",
              TRANSIENT,
              ROLLED_BACK,
              "A table was altered under a snapshot transaction",
              AGAIN),
          rule("/3609", PERMANENT, ROLLED_BACK, "A trigger has rolled back", null),
          rule(
              "/3930",
              PERMANENT,
              ROLLED_BACK,
              "The transaction can only be rolled back",
              "See the failure before it"),
          rule(
              "/1222",
              TRANSIENT,
              REJECTED,
              "A lock was not available in time",
              "Look who holds the lock (sys.dm_tran_locks, blocking_session_id in"
                  + " sys.dm_exec_requests) and make its transaction shorter; or raise"
                  + " LOCK_TIMEOUT"),
          // Read-only: the database, or a secondary (978 intent, 983 state).
          rule("/3906", PERMANENT, REJECTED_AS_READ_ONLY, "The database is read-only", READ_ONLY),
          rule("/978", PERMANENT, REJECTED_AS_READ_ONLY, "This is a secondary server", READ_ONLY),
          rule("/983", PERMANENT, REJECTED_AS_READ_ONLY, "This is a secondary server", READ_ONLY),
          // Statements.
          rule("/102", PERMANENT, REJECTED, "The server rejected the statement", STATEMENT),
          rule("/156", PERMANENT, REJECTED, "The server rejected the statement", STATEMENT),
          rule("/207", PERMANENT, REJECTED, "There is no such column", STATEMENT),
          rule("/208", PERMANENT, REJECTED, "There is no such table", STATEMENT),
          rule("/2812", PERMANENT, REJECTED, "There is no such procedure", STATEMENT),
          rule("/229", PERMANENT, REJECTED, "The login lacks a permission", "Grant it"),
          rule("/2628", PERMANENT, REJECTED, "A value is too long", null),
          // Resources. HikariCP takes 1105 for the end of a connection.
          fault("/701", PERMANENT, REJECTED, "The server is out of memory", NO_SPACE),
          fault("/1105", PERMANENT, REJECTED, "The disk or file group is full", NO_SPACE),
          fault("/9002", PERMANENT, REJECTED, "The transaction log is full", NO_SPACE),
          // The session.
          fault("/596", TRANSIENT, LOST, "The session was killed", null),
          fault(MsSqlErrors.FATAL, TRANSIENT, LOST, "The server has ended the session", null),
          rule("HY008", TIMEOUT, REJECTED, "The statement was canceled", null),
          fault("08S01", TRANSIENT, LOST, "The connection to the server was lost", null));

  private MsSqlStates() {}

  private static SqlStateRule credentials(String number, String problem) {
    return rule(number, AUTHENTICATION, NOT_ADMITTED, problem, CHECK_CREDENTIALS);
  }
}
