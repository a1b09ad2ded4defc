package dev.connections.outside;

import java.util.List;
import java.util.Optional;

/**
 * A difference to the raw library that is wanted.
 *
 * @param scenario the scenario's name, or how it begins
 * @param fact the fact that differs
 * @param reason why it is right
 */
record MeantDifference(String scenario, String fact, String reason) {

  static final List<MeantDifference> ALL =
      List.of(
          new MeantDifference(
              "pgjdbc 42.7.14: arrays, XML, JSON, UUID, bytes",
              "createClob",
              "HikariCP closes a connection after any SQLFeatureNotSupportedException; here it stays"
                  + " usable, so the next call gets the driver's own answer"),
          new MeantDifference(
              "pgjdbc 42.7.14: arrays, XML, JSON, UUID, bytes", "createStruct", "as createClob"),
          new MeantDifference(
              "pgjdbc 42.7.14: savepoints, failed transactions",
              "commit of a failed transaction",
              "a commit that the server answers with a rollback is an error, not a success"),
          new MeantDifference(
              "pgjdbc 42.7.14: batches",
              "fails",
              "messages hold no values of statements: they may be somebody's data"),
          new MeantDifference(
              "pgjdbc 42.7.14: time-outs and cancelling",
              "sessions",
              "a session on which SET was used may be replaced instead of lent again"),
          new MeantDifference(
              "pgjdbc 42.7.14: settings of a connection, 50 times, and who comes next",
              "schema of the next",
              "a schema that one user has set does not reach the next; HikariCP resets it only if a"
                  + " schema is configured"),
          new MeantDifference(
              "pgjdbc 42.7.14: what is closed, and what belongs to what",
              "used after closing",
              "the same kind of exception, with the SQLSTATE 08003 that HikariCP leaves out"),
          new MeantDifference(
              "pgjdbc through HAProxy: it moves inside a transaction",
              "commit",
              "the driver's exception with its SQLSTATE, instead of HikariCP's without"));

  static Optional<MeantDifference> of(String scenario, Row.Difference difference) {
    return ALL.stream()
        .filter(it -> scenario.startsWith(it.scenario) && difference.name().equals(it.fact))
        .findFirst();
  }
}
