package dev.connections.sql.internal.connection;

import dev.connections.Deadline;
import dev.connections.failure.Phase;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ClientConnection.Reached;
import dev.connections.spi.Permit;
import dev.connections.sql.internal.failure.TimeLimitException;
import dev.connections.sql.internal.pool.Closings;
import dev.connections.sql.internal.pool.Loan;
import dev.connections.sql.internal.pool.LoanListener;
import dev.connections.sql.internal.pool.SqlPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;

/** What a server that is open is used through: its pool, and the probe beside it. Thread-safe. */
final class SqlClient {

  private final SqlPool pool;
  private final SqlProbe probe;
  private final Sessions sessions;
  private final ServerMetadata metadata;
  private final Writes writes;
  private final Duration acquire;
  private volatile boolean unreachable;

  /** Whether the server took no writes when it was last asked. */
  private volatile boolean tookNoWrites;

  /** Opens sessions for one user each. */
  @FunctionalInterface
  interface Sessions {
    Connection open(Deadline deadline) throws SQLException;
  }

  /**
   * Owns the pool and the probe.
   *
   * @param writes what the configuration says of writes here
   * @param acquire how long to wait for a connection at most
   */
  SqlClient(
      SqlPool pool,
      SqlProbe probe,
      Sessions sessions,
      ServerMetadata metadata,
      Writes writes,
      Duration acquire) {
    this.pool = pool;
    this.probe = probe;
    this.sessions = sessions;
    this.metadata = metadata;
    this.writes = writes;
    this.acquire = acquire;
  }

  /** What the server said of itself when it was opened. */
  ServerMetadata metadata() {
    return metadata;
  }

  /** A session next to the pool, which only its user closes. */
  Connection session(Deadline deadline) throws SQLException {
    return sessions.open(deadline);
  }

  /** Cuts such a session, and does not wait for that. */
  void cutAside(Connection session) {
    Closings.cutAside(pool.dialect(), session);
  }

  /** Lends a connection for an attempt, which can be aborted from then on. */
  Loan lend(AttemptScope scope, boolean readOnlyUse) throws SQLException {
    scope.enter(Phase.ACQUIRE);
    Loan loan = borrow(scope.deadline(), LoanListener.of(scope));
    scope.onCancel(loan);
    return prepared(loan, readOnlyUse, scope.deadline(), true);
  }

  /** Lends a connection to look at what has become of an attempt, which stays where it is. */
  Loan lendToLook(AttemptScope scope) throws SQLException {
    Loan loan = borrow(scope.deadline(), LoanListener.looking(scope));
    scope.onCancel(loan);
    return prepared(loan, true, scope.deadline(), true);
  }

  /** What the pool has now is not lent again: it may be as dead as what was just lost. */
  void distrust() {
    pool.evictAll();
  }

  /** Whether it may be different with another connection. */
  boolean mayHelp(SQLException failure) {
    return pool.mayHelp(failure);
  }

  /** Lends a connection under a permit, which is closed if there is none. */
  static Loan lend(Permit<? extends Reached<SqlClient>> permit, boolean readOnlyUse) {
    try {
      return permit.acquire(
          () -> permit.endpoint().client().acquired(permit, readOnlyUse), Loan::giveBack);
    } catch (Exception failure) {
      RuntimeException seen = permit.failed(failure, Phase.ACQUIRE);
      permit.close();
      throw seen;
    }
  }

  private Loan acquired(Permit<?> permit, boolean readOnlyUse) throws SQLException {
    Loan loan = borrow(permit.deadline(), LoanListener.of(permit));
    permit.onCancel(loan);
    return prepared(loan, readOnlyUse, permit.deadline(), false);
  }

  /** The pool has to make a connection: that must not take all the time that there is. */
  private Loan borrow(Deadline deadline, LoanListener listener) throws SQLException {
    long left = deadline.remainingNanos();
    try {
      return pool.borrow(deadline.capped(acquire), listener);
    } catch (SQLTransientConnectionException timedOut) {
      throw acquire.toNanos() <= left
          ? TimeLimitException.acquire(acquire, "timeouts.acquire", timedOut)
          : TimeLimitException.acquire(
              Duration.ofNanos(left), "the deadline of the operation", timedOut);
    }
  }

  /** With the deadline for getting the connection, or also for all that is done with it. */
  private Loan prepared(Loan loan, boolean readOnlyUse, Deadline deadline, boolean forWork)
      throws SQLException {
    try {
      loan.prepare(writes != Writes.ALLOWED || readOnlyUse, deadline);
      if (forWork) {
        loan.until(deadline);
      }
      return loan;
    } catch (SQLException | RuntimeException failure) {
      loan.giveBack();
      throw failure;
    }
  }

  /** After a server was away, what the pool still has of it is dead, and is not lent again. */
  void probe(Deadline deadline) throws SQLException {
    boolean wasUnreachable = unreachable;
    unreachable = true;
    boolean lost = probe.ask(deadline);
    unreachable = false;
    if (lost || wasUnreachable) {
      pool.evictAll();
    }
    pool.hurry();
  }

  /** Asked on a connection of its own, also where the configuration has the answer already. */
  boolean isWritable(Deadline deadline) throws SQLException {
    boolean writable =
        probe.askNew(
            deadline,
            connection ->
                switch (writes) {
                  case ALLOWED -> pool.dialect().takesWrites(connection);
                  case REJECTED -> false;
                  case UNWANTED -> true;
                });
    boolean again = writable && tookNoWrites;
    tookNoWrites = !writable;
    if (again && pool.dialect().opensReadOnly()) {
      pool.evictAll();
    }
    return writable;
  }

  /** How far the server is in the history of changes. */
  long position(Deadline deadline) throws SQLException {
    String query = pool.dialect().position().orElseThrow();
    return probe.askKept(
        deadline,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet answer = statement.executeQuery(query)) {
            if (answer.next()) {
              long position = answer.getLong(1);
              if (!answer.wasNull()) {
                return position;
              }
            }
            throw new SQLException("The server does not tell its position");
          }
        });
  }

  /** What is lent is canceled loan by loan; this keeps it from being lent again. */
  void abort() {
    pool.evictAll();
  }

  PoolStatistics statistics() {
    return pool.statistics();
  }

  void close() {
    discard();
    pool.dialect().close();
  }

  /** It was opened too late: another one may be open, so what they share is left alone. */
  void discard() {
    probe.close();
    pool.close();
  }
}
