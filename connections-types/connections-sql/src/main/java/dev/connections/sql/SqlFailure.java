package dev.connections.sql;

import java.util.Optional;

/**
 * What an exception knows of an error that a database has reported. Implemented by subclasses of
 * the exceptions that all kinds of connection throw, so it can be asked for beside them:
 *
 * <pre>{@code
 * try {
 *   …
 * } catch (PermanentConnectionException e) {
 *   if (e instanceof SqlFailure failure && failure.problem() == SqlProblem.UNIQUE_VIOLATION) { … }
 * }
 * }</pre>
 *
 * <p>Names are as the database writes them; empty where it does not tell. Values are never there:
 * they may be personal data. Immutable and thread-safe.
 */
public interface SqlFailure {

  /** What sort of error it is, the same for all databases. */
  SqlProblem problem();

  /** The SQLSTATE, such as {@code 23505}; empty if the driver gives none. */
  Optional<String> sqlState();

  /** The vendor's own code; 0 if there is none, as with PostgreSQL. */
  int vendorCode();

  /** The name of the constraint that was violated. */
  Optional<String> constraint();

  /** The name of the schema that the error is about. */
  Optional<String> schema();

  /** The name of the table that the error is about. */
  Optional<String> table();

  /** The name of the column that the error is about. */
  Optional<String> column();
}
