package dev.connections.sql;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of an error: the {@linkplain
 * dev.connections.failure.ConnectionException#detail(Class) detail} of what an SQL connection
 * throws because of it:
 *
 * <pre>{@code
 * try {
 *   …
 * } catch (PermanentConnectionException e) {
 *   SqlProblem problem = e.detail(SqlError.class).map(SqlError::problem).orElse(SqlProblem.OTHER);
 *   if (problem == SqlProblem.UNIQUE_VIOLATION) { … }
 * }
 * }</pre>
 *
 * <p>Names are as the database writes them; null where it does not tell. Values are never there:
 * they may be personal data. Immutable and thread-safe.
 *
 * @param sqlState the SQLSTATE, such as {@code 23505}; null if the driver gives none. For SQLite,
 *     which has none, that of the problem where there is one
 * @param vendorCode the vendor's own code; 0 if there is none, as with PostgreSQL
 * @param problem what sort of error it is, the same for all databases
 * @param constraint the name of the constraint that was violated
 * @param schema the name of the schema that the error is about
 * @param table the name of the table that the error is about
 * @param column the name of the column that the error is about
 */
public record SqlError(
    @Nullable String sqlState,
    int vendorCode,
    SqlProblem problem,
    @Nullable String constraint,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** An error whose sort follows from its state, as in PostgreSQL and H2. */
  public SqlError(
      @Nullable String sqlState,
      int vendorCode,
      @Nullable String constraint,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column) {
    this(
        sqlState,
        vendorCode,
        SqlProblem.of(sqlState, vendorCode),
        constraint,
        schema,
        table,
        column);
  }
}
