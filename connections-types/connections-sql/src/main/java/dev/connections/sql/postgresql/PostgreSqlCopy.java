package dev.connections.sql.postgresql;

import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.sql.internal.text.SqlTokens;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs {@code COPY} on a JDBC connection of a {@code PostgreSql} connection that someone holds: in
 * the work of {@code execute} or {@code inTransaction}, or with a lease. {@link
 * PostgreSqlConnection} has methods that get a connection first.
 *
 * <pre>{@code
 * orders.runInTransaction(
 *     LOAD,
 *     TransactionOptions.DEFAULT.verifiedBy(jdbc -> isLoaded(jdbc, day)),
 *     jdbc -> {
 *       SqlStatements.update(jdbc, "insert into loads (day) values (?)", day);
 *       PostgreSqlCopy.in(jdbc, "copy orders from stdin", CopySource.of(file), Progress.NONE);
 *     });
 * }</pre>
 *
 * <p>A copy is one statement: all of it is done, or nothing. While it runs, the connection can do
 * nothing else: source, sink and progress must not use it. About 64 KiB, and a row, are in memory.
 * It keeps nothing of what it is given.
 */
public final class PostgreSqlCopy {

  /**
   * Hears how far a {@code COPY} has come: about every 64 KiB, and at its end. Called by the thread
   * that copies; what it throws ends the copy.
   */
  @FunctionalInterface
  public interface Progress {

    /** Hears nothing. */
    Progress NONE = (lines, bytes) -> {};

    /**
     * So much was copied since the beginning.
     *
     * @param lines of the data: rows, unless a value in CSV has a line break or the data is binary
     * @param bytes of the data
     */
    void copied(long lines, long bytes) throws Exception;
  }

  private PostgreSqlCopy() {}

  /**
   * Copies data into a table. If the source throws, nothing is kept, its exception passes on, and
   * the connection can be used further; a transaction can only be rolled back then, unless the copy
   * ran {@linkplain dev.connections.sql.SqlStatements#inSavepoint in a savepoint}.
   *
   * @param sql {@code COPY … FROM STDIN}
   * @return how many rows were copied
   * @throws IllegalArgumentException if {@code sql} is something else, or {@code jdbc} is not of a
   *     {@code PostgreSql} connection
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public static long in(Connection jdbc, String sql, CopySource source, Progress progress)
      throws Exception {
    try (CopyExchange copy = exchange(jdbc, sql, "stdin")) {
      return copy.in(source, progress);
    }
  }

  /**
   * Copies the rows of a table or a query out. If the sink throws, the server stops, and the sink's
   * exception passes on; a transaction can only be rolled back then.
   *
   * @param sql {@code COPY … TO STDOUT}
   * @return how many rows were copied
   * @throws IllegalArgumentException if {@code sql} is something else, or {@code jdbc} is not of a
   *     {@code PostgreSql} connection
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public static long out(Connection jdbc, String sql, CopySink sink, Progress progress)
      throws Exception {
    try (CopyExchange copy = exchange(jdbc, sql, "stdout")) {
      return copy.out(sink, progress);
    }
  }

  private static CopyExchange exchange(Connection jdbc, String sql, String direction)
      throws SQLException {
    checkText(sql, direction);
    if (!jdbc.isWrapperFor(GuardedConnection.class)) {
      throw new IllegalArgumentException(
          "A copy needs a JDBC connection of a PostgreSql connection, as its execute,"
              + " inTransaction, lease and client() give it, but was given one of "
              + jdbc.getClass().getName());
    }
    return new CopyExchange(jdbc.unwrap(GuardedConnection.class).loan(), sql);
  }

  /** The driver would send whatever it is, and lose count of the answers. */
  private static void checkText(String sql, String direction) {
    SqlTokens tokens = new SqlTokens(sql);
    boolean copies = tokens.next() == SqlTokens.Kind.WORD && tokens.text().equals("copy");
    SqlTokens.Kind kind = tokens.next();
    while (copies && kind != SqlTokens.Kind.UNCLEAR) {
      if (kind == SqlTokens.Kind.WORD && tokens.text().equals(direction)) {
        return;
      }
      copies = kind != SqlTokens.Kind.END;
      kind = tokens.next();
    }
    if (!copies) {
      throw new IllegalArgumentException(
          "The statement must be COPY with "
              + (direction.equals("stdin") ? "FROM STDIN" : "TO STDOUT")
              + ", but was not; use SqlStatements for others");
    }
  }
}
