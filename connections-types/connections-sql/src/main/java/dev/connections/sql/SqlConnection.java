package dev.connections.sql;

import static java.util.Objects.requireNonNull;

import dev.connections.LeaseAction;
import dev.connections.LeaseFunction;
import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A SQL database. Work gets a plain {@link Connection}, for as long as the work lasts; {@link
 * #client()} is a {@link DataSource} for libraries that want one.
 *
 * <pre>{@code
 * List<Order> open = orders.execute(FIND_OPEN, jdbc -> …);     // a value
 * orders.run(CLEAN_UP, jdbc -> …);                             // no value
 * orders.inTransaction(TRANSFER, jdbc -> …);                   // all of it or nothing
 * try (SqlLease lease = orders.lease(REPORT)) { … }            // outlives a lambda
 * }</pre>
 *
 * <p>In {@code execute} and {@code run} each statement is committed as it is done, unless the work
 * switches auto-commit off: then it must also commit, and work that is left uncommitted is rolled
 * back and reported as an {@link IllegalStateException}. A {@link dev.connections.Effect#READ}
 * operation gets a connection on which the server rejects writes, where the server can (PostgreSQL
 * can, H2 cannot).
 *
 * <p>When the deadline passes, the statement in flight is canceled and the JDBC objects reject
 * further use with a {@link java.sql.SQLException}. Session state such as {@code SET search_path}
 * never reaches the next user: it is reset before the connection is lent again, or the connection
 * is not used again. Not seen, and so not reset, is session state that is changed by a function
 * which a trigger, a view, a rule or a default runs.
 *
 * <p>The connections that {@link #client()} gives throw {@link java.sql.SQLException} as JDBC
 * demands; where one comes from a limit of this library, its cause is the {@link
 * dev.connections.failure.ConnectionException} that explains it.
 *
 * <p>Thread-safe; a connection given to work is for one thread at a time.
 */
public interface SqlConnection extends ManagedConnection<DataSource>, Leasing<Connection> {

  /**
   * Runs work in a transaction and commits it; inside a transaction of the same connection in the
   * same thread it joins that one, unless its options say {@linkplain
   * TransactionOptions#requiresNew() otherwise}: it uses the same JDBC connection, the outermost
   * call commits, and a failure inside means that nothing is committed, also if it is caught. What
   * {@code execute} and {@code run} do inside a transaction joins it as well. Other threads and
   * what {@link #client()} gives do not join; any exception rolls back and passes on. The work must
   * not commit, roll back or change auto-commit, isolation or read-only by itself; savepoints are
   * allowed.
   *
   * @throws dev.connections.failure.OutcomeUnknownException if the connection was lost while
   *     committing, and it was not {@linkplain TransactionOptions#verifiedBy verified} what became
   *     of it
   * @throws IllegalStateException if its options contradict those of the transaction that it joins;
   *     or, from the outer call, if something that joined has failed and was caught
   * @throws IllegalArgumentException if its options contradict the operation
   */
  default <T extends @Nullable Object> T inTransaction(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work) {
    return this.<T>inTransaction(operation, options, (jdbc, attempt) -> work.apply(jdbc));
  }

  /** As {@code inTransaction}, for a block that wants to know which run of it this is. */
  <T extends @Nullable Object> T inTransaction(
      Operation operation, TransactionOptions options, TransactionWork<T> work);

  /** As {@code inTransaction}, on another thread; see {@link Leasing} for what canceling does. */
  default <T extends @Nullable Object> CompletableFuture<T> inTransactionAsync(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work) {
    return this.<T>inTransactionAsync(operation, options, (jdbc, attempt) -> work.apply(jdbc));
  }

  /** As {@code inTransactionAsync}, for a block that wants to know which run of it this is. */
  <T extends @Nullable Object> CompletableFuture<T> inTransactionAsync(
      Operation operation, TransactionOptions options, TransactionWork<T> work);

  /** As the method with options, with the database's own isolation. */
  default <T extends @Nullable Object> T inTransaction(
      Operation operation, LeaseFunction<? super Connection, T> work) {
    return inTransaction(operation, TransactionOptions.DEFAULT, work);
  }

  /** As the method with options, as {@link Operation#UNNAMED}. */
  default <T extends @Nullable Object> T inTransaction(LeaseFunction<? super Connection, T> work) {
    return inTransaction(Operation.UNNAMED, TransactionOptions.DEFAULT, work);
  }

  /** As {@code inTransaction}, for work that gives no value. */
  default void runInTransaction(
      Operation operation, TransactionOptions options, LeaseAction<? super Connection> work) {
    this.<Boolean>inTransaction(
        operation,
        options,
        jdbc -> {
          work.accept(jdbc);
          return Boolean.TRUE; // a value, because inTransaction wants one; no one sees it
        });
  }

  /** As {@code runInTransaction}, for a block that wants to know which run of it this is. */
  default void runInTransaction(
      Operation operation, TransactionOptions options, TransactionAction work) {
    this.<Boolean>inTransaction(
        operation,
        options,
        (jdbc, attempt) -> {
          work.accept(jdbc, attempt);
          return Boolean.TRUE; // a value, because inTransaction wants one; no one sees it
        });
  }

  /** As {@code inTransaction}, for work that gives no value. */
  default void runInTransaction(Operation operation, LeaseAction<? super Connection> work) {
    runInTransaction(operation, TransactionOptions.DEFAULT, work);
  }

  /** As {@code inTransaction}, for work that gives no value, as {@link Operation#UNNAMED}. */
  default void runInTransaction(LeaseAction<? super Connection> work) {
    runInTransaction(Operation.UNNAMED, TransactionOptions.DEFAULT, work);
  }

  /**
   * All rows of a query, in its order; also of a statement that changes rows and returns them, as
   * {@code INSERT … RETURNING} does. As {@code execute}, with {@link SqlStatements#query}: in a
   * transaction of this connection and thread it joins, and it is retried as the operation allows.
   *
   * @param rows makes a value of each row
   * @param parameters one for each {@code ?}
   * @return a list that the caller may change; empty if there is no row
   */
  default <T extends @Nullable Object> List<T> query(
      Operation operation, String sql, RowMapper<T> rows, @Nullable Object... parameters) {
    requireNonNull(sql, "sql");
    requireNonNull(rows, "rows");
    return execute(operation, jdbc -> SqlStatements.query(jdbc, sql, rows, parameters));
  }

  /**
   * The row of a query that gives at most one; otherwise as {@code query}.
   *
   * @return empty if there is no row, or if {@code rows} gave null
   * @throws IllegalStateException if there is a second row
   */
  default <T> Optional<T> queryOne(
      Operation operation,
      String sql,
      RowMapper<? extends @Nullable T> rows,
      @Nullable Object... parameters) {
    requireNonNull(sql, "sql");
    requireNonNull(rows, "rows");
    return execute(operation, jdbc -> SqlStatements.<T>queryOne(jdbc, sql, rows, parameters));
  }

  /**
   * Runs a statement that changes rows, or defines something. As {@code execute}, with {@link
   * SqlStatements#update}.
   *
   * @return how many rows it has changed
   */
  default long update(Operation operation, String sql, @Nullable Object... parameters) {
    requireNonNull(sql, "sql");
    return execute(operation, jdbc -> SqlStatements.update(jdbc, sql, parameters));
  }

  /**
   * Runs a statement that changes rows, and reads what the database has made for them, such as
   * generated keys. As {@code inTransaction}, with {@link SqlStatements#updateReturning}: if what
   * was made cannot be read, nothing was changed.
   *
   * <pre>{@code
   * long id = orders.updateReturning(
   *     PLACE, "insert into orders (item) values (?)", List.of("id"), row -> row.getLong("id"), item).get(0);
   * }</pre>
   *
   * @param columns which columns of the changed rows to read, by these names or in this order; at
   *     least one
   */
  default <T extends @Nullable Object> List<T> updateReturning(
      Operation operation,
      String sql,
      List<String> columns,
      RowMapper<T> rows,
      @Nullable Object... parameters) {
    return inTransaction(
        operation, jdbc -> SqlStatements.updateReturning(jdbc, sql, columns, rows, parameters));
  }

  /**
   * Runs a statement once for each item, {@value SqlStatements#CHUNK} at a time, in one
   * transaction: all of it or nothing. As {@code inTransaction}, with {@link SqlStatements#batch};
   * it is run once, because {@code items} are.
   *
   * @param items read once, while it runs; need not fit into memory
   * @return how many items there were
   */
  default <T> long batch(
      Operation operation, String sql, Iterable<T> items, ParameterBinder<? super T> binder) {
    requireNonNull(sql, "sql");
    requireNonNull(items, "items");
    requireNonNull(binder, "binder");
    return inTransaction(
        operation, jdbc -> SqlStatements.batch(jdbc, sql, items, SqlStatements.CHUNK, binder));
  }

  /**
   * The rows of a query as a stream that is valid until {@code work} returns, with about {@value
   * SqlStatements#FETCH_SIZE} rows in memory where the driver can. As {@code inTransaction}, with
   * {@link SqlStatements#stream}; it is run once, because {@code work} may have seen rows.
   *
   * <pre>{@code
   * orders.stream(EXPORT, "select id from orders", row -> row.getLong(1), ids -> {
   *   ids.forEach(out::write);
   *   return null;
   * });
   * }</pre>
   *
   * @param work gets the stream, which need not be read to its end, and must not escape
   */
  default <T, R extends @Nullable Object> R stream(
      Operation operation,
      String sql,
      RowMapper<T> rows,
      LeaseFunction<Stream<T>, R> work,
      @Nullable Object... parameters) {
    requireNonNull(sql, "sql");
    requireNonNull(rows, "rows");
    requireNonNull(work, "work");
    return inTransaction(
        operation,
        jdbc -> SqlStatements.stream(jdbc, sql, SqlStatements.FETCH_SIZE, rows, work, parameters));
  }

  @Override
  SqlLease lease(Operation operation);
}
