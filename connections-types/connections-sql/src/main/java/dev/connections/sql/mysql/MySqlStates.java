package dev.connections.sql.mysql;

import static dev.connections.spi.FailureClassification.Kind.AUTHENTICATION;
import static dev.connections.spi.FailureClassification.Kind.TIMEOUT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.mysql.FamilyStates;
import java.util.List;

/**
 * What MySQL's codes mean that MariaDB does not have (from MySQL's error reference; no MySQL server
 * could be run), and states of its driver.
 */
final class MySqlStates {

  private static final String CANCELED = "The statement was canceled";

  static final List<SqlStateRule> RULES =
      FamilyStates.and(
          fault("08S01", TRANSIENT, LOST, "The connection to the server was lost", null),
          rule("/3118", AUTHENTICATION, NOT_ADMITTED, "The account is locked", "Unlock it"),
          rule("/3955", AUTHENTICATION, NOT_ADMITTED, "The account is locked", "Unlock it"),
          rule("/4151", AUTHENTICATION, NOT_ADMITTED, "The account is locked", "Unlock it"), // ran
          rule(
              "/3024",
              TIMEOUT,
              REJECTED,
              CANCELED + " (max_execution_time)",
              "See why it is slow, or raise statementTimeout; where that is not set, the server's max_execution_time"),
          rule(
              "/1969",
              TIMEOUT,
              REJECTED,
              CANCELED + " (max_statement_time)",
              "See why it is slow, or raise statementTimeout; where that is not set, the server's max_statement_time"),
          rule(
              "/3572",
              TRANSIENT,
              REJECTED,
              "A lock was not available at once",
              FamilyStates.HOLDER),
          rule(MySqlErrors.CANCELED, TIMEOUT, REJECTED, CANCELED, null));

  private MySqlStates() {}
}
