package dev.connections.sql.h2;

import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AND_CLOSED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.REJECTED_AS_READ_ONLY;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_URL;
import static dev.connections.sql.internal.failure.SqlStateRules.SET_ALL;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import dev.connections.sql.internal.failure.SqlStateRule;
import java.util.List;

/** What states of H2 mean, which are its error numbers where the standard has no state. */
final class H2States {

  static final List<SqlStateRule> RULES =
      List.of(
          fault("08000", TRANSIENT, NOT_CONNECTED, "The database cannot be opened", CHECK_URL),
          fault(
              "90020",
              TRANSIENT,
              NOT_CONNECTED,
              "The database is open in another process",
              "Use H2 as a server, or AUTO_SERVER=TRUE"),
          rule("90012", PERMANENT, REJECTED, "A parameter of the statement has no value", SET_ALL),
          rule("90013", PERMANENT, NOT_ADMITTED, "The database does not exist", "Check url"),
          rule(
              "90113",
              PERMANENT,
              NOT_ADMITTED,
              "url has a setting that H2 does not know",
              "Correct the settings after the semicolons of url"),
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
          rule("90097", PERMANENT, REJECTED_AS_READ_ONLY, "The database is read-only", null),
          rule(
              "HYT00",
              TRANSIENT,
              REJECTED,
              "A lock was not available in time",
              "Look in INFORMATION_SCHEMA.LOCKS and SESSIONS who holds the lock, and make its"
                  + " transaction shorter"));

  private H2States() {}
}
