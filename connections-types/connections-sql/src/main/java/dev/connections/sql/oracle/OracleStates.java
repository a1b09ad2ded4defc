package dev.connections.sql.oracle;

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
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.UNKNOWN;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_CREDENTIALS;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_URL;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.List;

/**
 * What Oracle's error numbers mean; the SQLSTATEs of the driver tell too little. Sources: (D) seen
 * with the driver, ojdbc11 23.26.4, before sockets and listeners that are none; (M) the driver's
 * own table of numbers and states, errorMap.xml in its jar; (R) Oracle's "Database Error Messages
 * Reference", by the number. No server has been asked.
 */
final class OracleStates {

  private static final String UNREACHABLE = "The server cannot be reached";
  private static final String LOST_CONNECTION = "The connection to the server was lost";
  private static final String TOO_MANY = "The server has too many connections";
  private static final String FEWER = "Lower the pools' maxSize, or raise the server's limit";
  private static final String STARTING = "The database is starting or shutting down";
  private static final String CREDENTIALS =
      "Authentication failed: the server rejected the credentials";
  private static final String SERVICE =
      "Check the service in url; a database that has just started is known to its listener within"
          + " a minute";
  private static final String AGAIN = "Roll back, and run the whole transaction again";
  private static final String LOCKED = "A lock was not available";
  private static final String HOLDER =
      "Look who holds the lock (V$LOCK, BLOCKING_SESSION in V$SESSION) and make its transaction"
          + " shorter";
  private static final String PRIMARY = "Look for the primary database";
  private static final String STATEMENT = "Correct the statement, or what it needs in the database";
  private static final String NO_SPACE =
      "An operator must look at the server; it will not recover by itself";

  static final List<SqlStateRule> RULES =
      List.of(
          // Reaching a listener (D). 17800: closed without an answer; 17904: no Oracle at all.
          fault("/12541", TRANSIENT, NOT_CONNECTED, UNREACHABLE, CHECK_URL),
          fault("/17868", TRANSIENT, NOT_CONNECTED, "The host is not known", CHECK_URL),
          fault("/18714", TRANSIENT, NOT_CONNECTED, UNREACHABLE, CHECK_URL),
          fault("/17800", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/17904", TRANSIENT, LOST, "The peer does not speak Oracle's protocol", CHECK_URL),
          fault("/17002", TRANSIENT, LOST, LOST_CONNECTION, null),
          // (R) 12170: no answer in time; 12537, 12547, 12571: closed while connecting.
          fault("/12170", TRANSIENT, NOT_CONNECTED, UNREACHABLE, CHECK_URL),
          fault("/12537", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/12547", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/12571", TRANSIENT, LOST, LOST_CONNECTION, null),
          // Listeners' rejections (D, but for their meaning: R). An instance registers its services
          // some time after it has started, so 12514 may pass; a SID is in the listener's file.
          fault("/12514", TRANSIENT, NOT_CONNECTED, "The service is not known", SERVICE),
          rule("/12505", PERMANENT, NOT_ADMITTED, "The SID is not known", "Check the SID in url"),
          fault("/12521", TRANSIENT, NOT_CONNECTED, "The instance is not known", SERVICE),
          fault("/12516", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12518", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12519", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12520", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12526", TRANSIENT, NOT_CONNECTED, "The database is restricted now", null),
          fault("/12528", TRANSIENT, NOT_CONNECTED, "The database is not open yet", null),
          fault("/12564", TRANSIENT, NOT_CONNECTED, "The listener rejected the connection", null),
          // What we have written, and certificates (D).
          rule("/17965", PERMANENT, NOT_ADMITTED, "The certificate is for another host", CHECK_URL),
          rule("/12261", PERMANENT, NOT_ADMITTED, "The URL cannot be read", "Check url"),
          rule("/17866", PERMANENT, NOT_ADMITTED, "The URL cannot be read", "Check url"),
          // Logging in (R). 1017: wrong; 1005: none; 1045: no right to; 28000: locked; 28001:
          // expired.
          credentials("/1017", CREDENTIALS),
          credentials("/1005", CREDENTIALS),
          credentials("/1045", "The user lacks the privilege CREATE SESSION"),
          credentials("/28000", "The user is locked"),
          credentials("/28001", "The password has expired"),
          // (R) Limits: 18 sessions, 20 processes, 2391 sessions of a user.
          fault("/18", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/20", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/2391", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          // (M, R) Instances that come and go.
          fault("/1033", TRANSIENT, NOT_CONNECTED, STARTING, null),
          fault("/1034", TRANSIENT, NOT_CONNECTED, "The database does not run", null),
          fault("/1090", TRANSIENT, NOT_CONNECTED, STARTING, null),
          fault("/1109", TRANSIENT, NOT_CONNECTED, "The database is not open", null),
          fault("/1089", TRANSIENT, LOST, STARTING, null),
          fault("/1092", TRANSIENT, LOST, "The database was stopped", null),
          // (M, R) Sessions that are gone. 28, 31, 45: killed; 2396, 2399: idle or there too long.
          fault("/28", TRANSIENT, LOST, "The session was killed", null),
          fault("/31", TRANSIENT, LOST, "The session was killed", null),
          fault("/45", TRANSIENT, LOST, "The session was killed", null),
          fault("/603", TRANSIENT, LOST, "The server has ended the session", null),
          fault("/1012", TRANSIENT, LOST, "The session has ended", null),
          fault("/2396", TRANSIENT, LOST, "The server has ended the session", null),
          fault("/2399", TRANSIENT, LOST, "The server has ended the session", null),
          fault("/3113", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/3114", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/3135", TRANSIENT, LOST, LOST_CONNECTION, null),
          fault("/17410", TRANSIENT, LOST, LOST_CONNECTION, null),
          rule(
              "/17008",
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The connection was used after it was closed",
              "Do not keep JDBC objects after the work or lease they belong to"),
          // (R) Failover of a session, which leaves a transaction open that must end.
          fault("/25402", TRANSIENT, LOST, LOST_CONNECTION, AGAIN),
          fault("/25408", TRANSIENT, UNKNOWN, LOST_CONNECTION, null),
          // (R) These undo their statement only: what came before it in the transaction is there.
          rule("/60", TRANSIENT, REJECTED, "The statement was the victim of a deadlock", AGAIN),
          rule("/8177", TRANSIENT, REJECTED, "The transaction collided with another one", AGAIN),
          rule("/1555", TRANSIENT, REJECTED, "The server no longer has data this old", AGAIN),
          rule("/54", TRANSIENT, REJECTED, LOCKED, HOLDER),
          rule("/30006", TRANSIENT, REJECTED, LOCKED, HOLDER),
          rule("/2049", TRANSIENT, REJECTED, LOCKED, HOLDER),
          rule("/4068", TRANSIENT, REJECTED, "A package was compiled again", "Run it again"),
          // (R) The commit, or the whole transaction, was undone.
          rule("/2091", PERMANENT, ROLLED_BACK, "The transaction was rolled back", STATEMENT),
          rule("/24761", PERMANENT, ROLLED_BACK, "The transaction was rolled back", null),
          // (M) Canceled, by us or by an operator.
          rule("/1013", TIMEOUT, REJECTED, "The statement was canceled", null),
          // (R) 16000: the database; 1456: the transaction; 372, 12081: a file or table only.
          rule("/16000", PERMANENT, REJECTED_AS_READ_ONLY, "The database is read-only", PRIMARY),
          rule("/1456", PERMANENT, REJECTED_AS_READ_ONLY, "The transaction is read-only", null),
          rule("/372", PERMANENT, REJECTED, "A file of the database is read-only", null),
          rule("/12081", PERMANENT, REJECTED, "The table is read-only", null),
          // (R) Statements.
          rule("/900", PERMANENT, REJECTED, "The server rejected the statement", STATEMENT),
          rule("/904", PERMANENT, REJECTED, "There is no such column", STATEMENT),
          rule("/942", PERMANENT, REJECTED, "There is no such table", STATEMENT),
          rule("/1031", PERMANENT, REJECTED, "The user lacks a privilege", "Grant it"),
          rule("/6550", PERMANENT, REJECTED, "The server rejected the block", STATEMENT),
          rule("/1403", PERMANENT, REJECTED, "A block has found no row", null),
          rule("/12899", PERMANENT, REJECTED, "A value is too long", null),
          rule(
              "/1000",
              PERMANENT,
              REJECTED,
              "The session has too many open cursors",
              "Close statements; lower oracle.jdbc.implicitStatementCacheSize, or raise the server's"
                  + " OPEN_CURSORS"),
          // (R) Resources.
          fault("/257", PERMANENT, REJECTED, "The archive of the log is full", NO_SPACE),
          fault("/1536", PERMANENT, REJECTED, "The user's quota is used up", NO_SPACE),
          fault("/1652", PERMANENT, REJECTED, "The tablespace is full", NO_SPACE),
          fault("/1653", PERMANENT, REJECTED, "The tablespace is full", NO_SPACE),
          fault("/1654", PERMANENT, REJECTED, "The tablespace is full", NO_SPACE),
          fault("/4030", PERMANENT, REJECTED, "The server is out of memory", NO_SPACE),
          fault("/4031", PERMANENT, REJECTED, "The server is out of memory", NO_SPACE),
          // (R) 20000 to 20999; (M) state 99999.
          rule(
              OracleErrors.OF_USERS,
              PERMANENT,
              REJECTED,
              "The application's code in the database reported an error",
              "See its number, which that code has chosen"),
          rule(
              OracleErrors.OF_DRIVER,
              PERMANENT,
              ANSWERED,
              "The driver reported an error",
              "The statement may have been applied"));

  private OracleStates() {}

  private static SqlStateRule credentials(String number, String problem) {
    return rule(number, AUTHENTICATION, NOT_ADMITTED, problem, CHECK_CREDENTIALS);
  }
}
