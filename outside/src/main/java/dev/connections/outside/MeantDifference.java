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
              "jOOQ 3.19.39: batches, generated keys, several results",
              "a batch that fails",
              "as in pgjdbc's batches: the message and the exceptions that follow hold no values"),
          new MeantDifference(
              "JDBI 3.55.0: transactions, savepoints, isolation",
              "a transaction that fails",
              "messages hold no values of statements: the server's detail is left out"),
          new MeantDifference(
              "JDBI 3.55.0: batches and generated keys",
              "fails",
              "as in pgjdbc's batches: the message and the exceptions that follow hold no values"),
          new MeantDifference(
              "Spring JDBC 7.0.10: what exceptions become",
              "a batch",
              "as in pgjdbc's batches: the message and the exceptions that follow hold no values"),
          new MeantDifference(
              "Hibernate 7.4.15: locks, versions, constraint violations",
              "the same name",
              "as in pgjdbc's batches: the message and the exceptions that follow hold no values"),
          new MeantDifference(
              "Spring JDBC 7.0.10: transactions: required, nested, read-only, isolation, time-out",
              "sessions",
              "a connection whose statement was cancelled is replaced if the cancel may still arrive"),
          new MeantDifference(
              "pgjdbc 42.7.14: what is closed, and what belongs to what",
              "rollback after closing",
              "as used after closing"),
          new MeantDifference(
              "pgjdbc 42.7.14: what is closed, and what belongs to what",
              "unwrap after closing",
              "as used after closing"),
          new MeantDifference(
              "OkHttp 5.5.1: redirects",
              "DELETE",
              "a request that changes something is not turned into a GET that counts as done"),
          new MeantDifference(
              "OkHttp 5.5.1: redirects",
              "PUT",
              "as DELETE"),
          new MeantDifference(
              "OkHttp 5.5.1: redirects",
              "POST",
              "as DELETE"),
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
