package dev.connections.sql;

import dev.connections.LeaseAction;
import dev.connections.LeaseFunction;
import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
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
   *     committing
   * @throws IllegalStateException if its options contradict those of the transaction that it joins;
   *     or, from the outer call, if something that joined has failed and was caught
   */
  <T extends @Nullable Object> T inTransaction(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work);

  /** As {@code inTransaction}, on another thread; see {@link Leasing} for what canceling does. */
  <T extends @Nullable Object> CompletableFuture<T> inTransactionAsync(
      Operation operation, TransactionOptions options, LeaseFunction<? super Connection, T> work);

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

  /** As {@code inTransaction}, for work that gives no value. */
  default void runInTransaction(Operation operation, LeaseAction<? super Connection> work) {
    runInTransaction(operation, TransactionOptions.DEFAULT, work);
  }

  /** As {@code inTransaction}, for work that gives no value, as {@link Operation#UNNAMED}. */
  default void runInTransaction(LeaseAction<? super Connection> work) {
    runInTransaction(Operation.UNNAMED, TransactionOptions.DEFAULT, work);
  }

  @Override
  SqlLease lease(Operation operation);
}
