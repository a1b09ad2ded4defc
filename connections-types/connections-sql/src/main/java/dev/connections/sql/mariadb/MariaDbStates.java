package dev.connections.sql.mariadb;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.ROLLED_BACK;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.mysql.FamilyStates;
import java.util.List;

/** What MariaDB's codes mean that MySQL does not have, and states of its driver. */
final class MariaDbStates {

  private static final String AGAIN = "Run the whole transaction again";

  static final List<SqlStateRule> RULES =
      FamilyStates.and(
          rule("/4151", AUTHENTICATION, NOT_ADMITTED, "The account is locked", "Unlock it"), // ran
          rule(
              "/1969",
              TIMEOUT,
              REJECTED,
              "The statement was canceled (max_statement_time)",
              "See why it is slow, or raise statementTimeout; where that is not set, the server's max_statement_time"),
          fault("/1927", TRANSIENT, LOST, "The session was killed", null),
          rule(
              "08000/1220",
              PERMANENT,
              REJECTED_AND_CLOSED,
              "The connection was used after it was closed",
              "Do not keep JDBC objects after the work or lease they belong to"),
          // With innodb_snapshot_isolation, which is on from 11.6 on: as a deadlock does. Ran.
          rule("/1020", TRANSIENT, ROLLED_BACK, "The row was changed by another one", AGAIN),
          rule("25S03", TRANSIENT, ROLLED_BACK, "The driver has replaced the connection", AGAIN));

  private MariaDbStates() {}
}
