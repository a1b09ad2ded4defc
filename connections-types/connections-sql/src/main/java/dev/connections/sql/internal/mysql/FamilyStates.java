package dev.connections.sql.internal.mysql;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ANSWERED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRules.SET_ALL;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What the servers' codes mean, by code and not by state: both servers share the codes below 1900,
 * and the drivers make different states of some. "Ran" means that a test provokes it on MariaDB
 * 11.4 with both drivers; the others are from the servers' error references.
 */
public final class FamilyStates {

  private static final String FEWER = "Lower the pools' maxSize, or raise the server's limit";
  private static final String CREDENTIALS =
      "Authentication failed: the server rejected the credentials";
  private static final String CHECK_CREDENTIALS =
      "Check username and password, and for which hosts the account is";
  private static final String CANCELED = "The statement was canceled";
  private static final String AGAIN = "Run the whole transaction again";
  private static final String LOCKED = "A lock was not available in time";

  /** What to do about a lock that others hold. */
  public static final String HOLDER =
      "Look who holds the lock (SHOW ENGINE INNODB STATUS, or sys.innodb_lock_waits) and make its"
          + " transaction shorter; or raise innodb_lock_wait_timeout";

  private static final String PRIMARY =
      "Use an operation that is not a READ, or look for the primary server";
  private static final String NO_SPACE = "Free disk space or memory at the server";

  /** Of both servers. */
  private static final List<SqlStateRule> COMMON =
      List.of(
          // Letting us in.
          fault("/1040", TRANSIENT, NOT_CONNECTED, "The server has too many connections", FEWER),
          fault("/1203", TRANSIENT, NOT_CONNECTED, "The user has too many connections", FEWER),
          fault("/1226", TRANSIENT, NOT_CONNECTED, "The user has used up a limit", FEWER), // ran
          rule("/1045", AUTHENTICATION, NOT_ADMITTED, CREDENTIALS, CHECK_CREDENTIALS), // ran
          rule("/1698", AUTHENTICATION, NOT_ADMITTED, CREDENTIALS, CHECK_CREDENTIALS),
          rule("/1130", AUTHENTICATION, NOT_ADMITTED, CREDENTIALS, CHECK_CREDENTIALS),
          rule(
              "/1044", // ran
              AUTHENTICATION,
              NOT_ADMITTED,
              "The user has no right to the database",
              "Grant the user a right to the database of url"),
          rule(
              "/1820", // ran
              AUTHENTICATION,
              NOT_ADMITTED,
              "The password has expired",
              "Set a new password for the user"),
          rule(
              "/1862",
              AUTHENTICATION,
              NOT_ADMITTED,
              "The password has expired",
              "Set a new password for the user"),
          rule("/1049", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"), // ran
          rule(
              "/3159",
              PERMANENT,
              NOT_ADMITTED,
              "The server rejects connections without TLS",
              "Set tls: VERIFY_FULL"),
          fault(
              "/1129",
              TRANSIENT,
              NOT_CONNECTED,
              "The server has blocked this host after many failed connects",
              "Run FLUSH HOSTS on the server, and look for what fails"),
          fault("/1053", TRANSIENT, LOST, "The server is being shut down", null),
          // What ends a statement, but not its transaction.
          rule("/1317", TIMEOUT, REJECTED, CANCELED, null), // ran
          rule("/1205", TRANSIENT, REJECTED, LOCKED, HOLDER), // ran
          // What ends the transaction.
          rule(
              "/1213", // ran
              TRANSIENT,
              ROLLED_BACK,
              "The transaction was the victim of a deadlock",
              AGAIN),
          rule(
              FamilyErrors.LOCK_TIMEOUT_ROLLS_BACK,
              TRANSIENT,
              ROLLED_BACK,
              LOCKED
                  + ", and the server rolled the whole transaction back for it"
                  + " (innodb_rollback_on_timeout)",
              AGAIN),
          // Read-only.
          rule(
              "/1792",
              PERMANENT,
              REJECTED_AS_READ_ONLY,
              "The session is read-only",
              PRIMARY), // ran
          rule(
              FamilyErrors.READ_ONLY_SERVER, // ran
              PERMANENT,
              REJECTED_AS_READ_ONLY,
              "The server is read-only",
              PRIMARY),
          rule("/1836", PERMANENT, REJECTED_AS_READ_ONLY, "The server is read-only", PRIMARY),
          rule(
              "/1290", PERMANENT, REJECTED, "An option of the server prevents the statement", null),
          // The application's own SIGNAL, with whatever state: 08006 is no lost connection. Ran.
          rule(
              "/1644",
              PERMANENT,
              REJECTED,
              "A trigger or procedure of the database rejected it (SIGNAL)",
              null),
          rule("/1021", TRANSIENT, REJECTED, "The server is out of disk space", NO_SPACE),
          rule("/1041", TRANSIENT, REJECTED, "The server is out of memory", NO_SPACE),
          // The drivers' own.
          rule("07004", PERMANENT, REJECTED, "A parameter of the statement has no value", SET_ALL),
          rule(
              FamilyErrors.NOT_SENT,
              PERMANENT,
              REJECTED,
              "The driver did not send the statement",
              "Correct the statement, or its parameters: each must have a value that fits"),
          rule(
              FamilyErrors.OF_DRIVER,
              PERMANENT,
              ANSWERED,
              "The driver cannot do what the JDBC call asks for",
              "Correct the JDBC calls of the application. If the statement was executed before, it"
                  + " may have been applied"));

  private FamilyStates() {}

  /** Those of both servers, and what one of them, or its driver, has of its own. */
  public static List<SqlStateRule> and(SqlStateRule... own) {
    List<SqlStateRule> all = new ArrayList<>(COMMON);
    all.addAll(List.of(own));
    return List.copyOf(all);
  }
}
