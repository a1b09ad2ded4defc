package dev.connections.sql.jdbc;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_URL;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.failure.SqlStateRule.Fate;
import java.util.List;

/**
 * What failures of an unknown driver mean: nothing proves that a statement was not applied but the
 * standard's classes 0A, 22, 23, 40 and 42, and JDBC's exceptions for them. Measured with six
 * drivers. {@link JdbcErrors} says which of these it is.
 */
final class JdbcStates {

  static final String LOST = "jdbc/lost";
  static final String TIMED_OUT = "jdbc/timed-out";
  static final String NOT_SUPPORTED = "jdbc/not-supported";
  static final String UNKNOWN = "jdbc/unknown";

  private static final String REJECTED_LOGIN =
      "The server rejected the credentials, or what was done needs others";
  private static final String UNJUDGED =
      "The driver reported a failure that the type Jdbc cannot judge";

  static final List<SqlStateRule> RULES =
      List.of(
          fault(LOST, TRANSIENT, Fate.LOST, "The connection to the server was lost", null),
          rule(TIMED_OUT, TIMEOUT, Fate.UNKNOWN, "The statement was canceled or timed out", null),
          rule(UNKNOWN, PERMANENT, Fate.UNKNOWN, UNJUDGED, null),
          // By JDBC's definition the driver has no such method, so nothing was sent.
          rule(
              NOT_SUPPORTED,
              PERMANENT,
              Fate.REJECTED,
              "The driver does not support the JDBC call",
              "Use other calls of JDBC, or another version of the driver"),
          // Drivers use these after they were connected, too, where nothing says NOT_SENT.
          fault("08001", TRANSIENT, Fate.LOST, "The server cannot be reached", CHECK_URL),
          fault("08004", TRANSIENT, Fate.LOST, "The server rejected the connection", CHECK_URL),
          fault("08003", TRANSIENT, Fate.LOST, "The connection is closed", null),
          rule(
              "28",
              AUTHENTICATION,
              Fate.UNKNOWN,
              REJECTED_LOGIN,
              "Check username and password, and the server's rules"));

  private JdbcStates() {}
}
