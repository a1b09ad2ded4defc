package dev.connections.sql;

import dev.connections.LeaseAction;
import dev.connections.LeaseFunction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement on a JDBC connection that someone holds: in the work of {@code execute} or
 * {@code inTransaction}, or with a lease. {@link SqlConnection} has methods with the same names
 * that get a connection first.
 *
 * <pre>{@code
 * orders.inTransaction(MOVE, jdbc -> {
 *   SqlStatements.update(jdbc, "update account set balance = balance - ? where id = ?", 5, from);
 *   return SqlStatements.update(jdbc, "update account set balance = balance + ? where id = ?", 5, to);
 * });
 * }</pre>
 *
 * <p>SQL goes to the driver as it is. Parameters are set with {@link PreparedStatement#setObject},
 * but an {@code Instant} as {@code OffsetDateTime} in UTC, and an enum as its name; what else a
 * driver takes is the driver's business. Each method closes what it has opened. It keeps nothing of
 * what it is given; thread-safe as far as the connection is.
 */
public final class SqlStatements {

  /** How many rows {@code stream} asks for at a time where it is not said. */
  public static final int FETCH_SIZE = 500;

  /** How many items {@code batch} sends at a time where it is not said. */
  public static final int CHUNK = 1_000;

  private SqlStatements() {}

  /**
   * All rows of a query, in its order. Also for a statement that changes rows and returns them, as
   * {@code INSERT … RETURNING} does in PostgreSQL, MariaDB and SQLite.
   *
   * @return a list that the caller may change; empty if there is no row
   */
  public static <T extends @Nullable Object> List<T> query(
      Connection jdbc, String sql, RowMapper<T> rows, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      Parameters.set(statement, parameters);
      try (ResultSet found = statement.executeQuery()) {
        return all(found, rows);
      }
    }
  }

  private static <T extends @Nullable Object> List<T> all(ResultSet found, RowMapper<T> rows)
      throws SQLException {
    List<T> all = new ArrayList<>();
    while (found.next()) {
      all.add(rows.map(found));
    }
    return all;
  }

  /**
   * The row of a query that gives at most one.
   *
   * @return empty if there is no row, or if {@code rows} gave null
   * @throws IllegalStateException if there is a second row
   */
  public static <T> Optional<T> queryOne(
      Connection jdbc,
      String sql,
      RowMapper<? extends @Nullable T> rows,
      @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      Parameters.set(statement, parameters);
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next()) {
          return Optional.empty();
        }
        Optional<T> one = Optional.ofNullable(rows.map(found));
        if (found.next()) {
          throw new IllegalStateException(
              "queryOne found more than one row; use query, or let the statement find one");
        }
        return one;
      }
    }
  }

  /**
   * Runs a statement that changes rows, or defines something.
   *
   * @return how many rows it has changed; 0 for what changes none
   */
  public static long update(Connection jdbc, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      Parameters.set(statement, parameters);
      return statement.executeLargeUpdate();
    }
  }

  /**
   * Runs a statement that changes rows, and reads what the database has made for them, such as
   * generated keys: JDBC's generated keys, with the columns named. The rows are read by these names
   * or their positions. Not every driver gives columns other than the key (those of MariaDB, MySQL
   * and SQLite do not), or the keys of more than one row.
   *
   * @param columns which columns of the changed rows to read, in this order
   * @throws IllegalArgumentException if {@code columns} is empty
   * @throws IllegalStateException if the driver gives fewer columns; in auto-commit mode the
   *     statement was applied then, and {@link SqlConnection#updateReturning} rolls it back
   */
  public static <T extends @Nullable Object> List<T> updateReturning(
      Connection jdbc,
      String sql,
      List<String> columns,
      RowMapper<T> rows,
      @Nullable Object... parameters)
      throws SQLException {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "updateReturning needs the name of at least one column to read; use update if there is"
              + " none");
    }
    try (PreparedStatement statement = jdbc.prepareStatement(sql, columns.toArray(String[]::new))) {
      Parameters.set(statement, parameters);
      statement.executeLargeUpdate();
      try (ResultSet made = statement.getGeneratedKeys()) {
        int given = made.getMetaData().getColumnCount();
        if (given > 0 && given < columns.size()) {
          throw new IllegalStateException(
              "updateReturning was asked for the columns "
                  + String.join(", ", columns)
                  + ", but the driver gives the generated key only; ask for that alone, or use"
                  + " query with INSERT … RETURNING where the database has it");
        }
        return all(made, rows);
      }
    }
  }

  /**
   * Runs a statement once for each item, many at a time. In auto-commit mode a failure leaves what
   * came before it; {@link SqlConnection#batch} runs all of it in a transaction.
   *
   * @param items read once, while it runs; need not fit into memory
   * @param chunk how many items are sent at a time, at least 1
   * @return how many items there were
   * @throws IllegalArgumentException if {@code chunk} is less than 1
   */
  public static <T> long batch(
      Connection jdbc, String sql, Iterable<T> items, int chunk, ParameterBinder<? super T> binder)
      throws SQLException {
    if (chunk < 1) {
      throw new IllegalArgumentException(
          "A batch needs chunks of at least 1 item, but was given " + chunk);
    }
    long count = 0;
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      for (T item : items) {
        binder.bind(statement, item);
        statement.addBatch();
        if (++count % chunk == 0) {
          statement.executeBatch();
        }
      }
      if (count % chunk != 0) {
        statement.executeBatch();
      }
    }
    return count;
  }

  /**
   * Runs work in a part of a transaction that can be undone by itself: if the work throws, what it
   * has done is rolled back, its exception passes on, and the transaction can go on. So the failure
   * of a statement, or of a call that has joined the transaction, can be caught around it, also on
   * PostgreSQL, where nothing of a transaction can be committed after a failed statement otherwise.
   *
   * <pre>{@code
   * try {
   *   SqlStatements.runInSavepoint(jdbc, part -> SqlStatements.update(part, INSERT, id));
   * } catch (SQLException exists) {
   *   SqlStatements.update(jdbc, UPDATE, id);
   * }
   * }</pre>
   *
   * @param jdbc in a transaction
   * @param work gets the same connection
   * @throws IllegalStateException if {@code jdbc} is in auto-commit mode
   * @throws Exception what the work throws; if rolling it back fails too, that is suppressed in it,
   *     and the transaction is lost
   */
  public static <T extends @Nullable Object> T inSavepoint(
      Connection jdbc, LeaseFunction<? super Connection, T> work) throws Exception {
    if (jdbc.getAutoCommit()) {
      throw new IllegalStateException(
          "inSavepoint needs a transaction, but the connection commits each statement; call it in"
              + " inTransaction, or after setAutoCommit(false)");
    }
    Savepoint before = jdbc.setSavepoint();
    try {
      T value = work.apply(jdbc);
      jdbc.releaseSavepoint(before);
      return value;
    } catch (Exception | Error failure) {
      undo(jdbc, before, failure);
      throw failure;
    }
  }

  private static void undo(Connection jdbc, Savepoint before, Throwable failure) {
    try {
      jdbc.rollback(before);
      jdbc.releaseSavepoint(before);
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }

  /** As {@link #inSavepoint}, for work that gives no value. */
  public static void runInSavepoint(Connection jdbc, LeaseAction<? super Connection> work)
      throws Exception {
    SqlStatements.<Boolean>inSavepoint(
        jdbc,
        part -> {
          work.accept(part);
          return Boolean.TRUE; // a value, because inSavepoint wants one; no one sees it
        });
  }

  /**
   * The rows of a query as a stream that is valid until {@code work} returns, with at most {@code
   * fetchSize} rows in memory where the driver can. Must run in a transaction, since some drivers
   * (PostgreSQL's) read everything at once outside of one; {@link SqlConnection#stream} begins one.
   *
   * @param fetchSize how many rows are asked for at a time, at least 1
   * @param work gets the stream, which need not be read to its end, and must not escape
   * @throws IllegalArgumentException if {@code fetchSize} is less than 1
   */
  public static <T, R extends @Nullable Object> R stream(
      Connection jdbc,
      String sql,
      int fetchSize,
      RowMapper<T> rows,
      LeaseFunction<Stream<T>, R> work,
      @Nullable Object... parameters)
      throws Exception {
    if (fetchSize < 1) {
      throw new IllegalArgumentException(
          "A stream needs a fetch size of at least 1 row, but was given " + fetchSize);
    }
    try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
      statement.setFetchSize(fetchSize);
      Parameters.set(statement, parameters);
      try (ResultSet found = statement.executeQuery();
          Stream<T> stream = RowStream.of(found, rows)) {
        return work.apply(stream);
      } catch (RowStream.ReadFailure failure) {
        throw failure.sqlException();
      }
    }
  }
}
