package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.sql.internal.dialect.NetworkLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Takes advisory locks, each on a session of its own. */
final class AdvisoryLocks {

  /** How long the server lets us wait at a time, so that an interrupt is noticed in between. */
  private static final Duration SLICE = Duration.ofMillis(500);

  /** How much later than it should a server may answer. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Gives sessions. */
  @FunctionalInterface
  interface Sessions {
    DedicatedLease<Connection> lease(Operation operation);
  }

  private final String name;
  private final Sessions sessions;
  private final TimeSource time;

  AdvisoryLocks(String name, Sessions sessions, TimeSource time) {
    this.name = name;
    this.sessions = sessions;
    this.time = time;
  }

  Optional<AdvisoryLock> tryLock(Operation operation, long key) {
    DedicatedLease<Connection> lease = sessions.lease(operation);
    try {
      Connection session = lease.resource();
      if (ask(session, GRACE, "SELECT pg_catalog.pg_try_advisory_lock(" + key + ")")) {
        return Optional.of(held(lease, session, key));
      }
    } catch (SQLException failure) {
      throw failed(lease, failure);
    }
    lease.close();
    return Optional.empty();
  }

  /**
   * Waits for a lock.
   *
   * @param deadline by when to have it
   */
  AdvisoryLock lock(Operation operation, long key, Deadline deadline) {
    DedicatedLease<Connection> lease = sessions.lease(operation);
    try {
      Connection session = lease.resource();
      while (!locked(session, key, deadline)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while it waited for an advisory lock");
        }
        if (deadline.isExpired()) {
          lease.close();
          throw notAvailable(operation, key, deadline);
        }
      }
      return held(lease, session, key);
    } catch (SQLException | InterruptedException failure) {
      throw failed(lease, failure);
    }
  }

  /** Whether it was there within a slice. The server keeps a place in its queue as long. */
  private static boolean locked(Connection session, long key, Deadline deadline)
      throws SQLException {
    long millis = Math.max(1, Math.min(SLICE.toMillis(), deadline.remainingMillis()));
    try {
      ask(
          session,
          GRACE.plusMillis(millis),
          "SET lock_timeout = " + millis + "; SELECT pg_catalog.pg_advisory_lock(" + key + ")");
      return true;
    } catch (SQLException failure) {
      if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
    }
  }

  private AdvisoryLock held(DedicatedLease<Connection> lease, Connection session, long key) {
    HeldAdvisoryLock lock = new HeldAdvisoryLock(name, lease, session, key);
    lock.watch();
    return lock;
  }

  private static RuntimeException failed(DedicatedLease<Connection> lease, Exception failure) {
    RuntimeException seen = lease.failed(failure, Phase.RECEIVE);
    lease.close();
    return seen;
  }

  private AcquireTimeoutException notAvailable(Operation operation, long key, Deadline deadline) {
    return new AcquireTimeoutException(
        Diagnosis.of(
                name,
                "The advisory lock %d was not available within %d ms: another session holds it"
                    .formatted(key, deadline.length().toMillis()))
            .operation(operation.name())
            .phase(Phase.ACQUIRE)
            .nextStep(
                "Look in the server's pg_locks, where locktype is 'advisory', who holds it; or"
                    + " allow more time with Operation.deadline")
            .build(),
        null);
  }

  /** Whether the last result of a text is true; what is not a boolean is not. */
  static boolean ask(Connection session, Duration limit, String sql) throws SQLException {
    return NetworkLimit.within(
        session, Deadline.after(limit, TimeSource.system()), () -> isLastTrue(session, sql));
  }

  private static boolean isLastTrue(Connection session, String sql) throws SQLException {
    boolean answer = false;
    try (Statement statement = session.createStatement()) {
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() != -1) {
        if (rows) {
          ResultSet result = statement.getResultSet();
          answer = result.next() && "t".equals(result.getString(1));
        }
        rows = statement.getMoreResults();
      }
    }
    return answer;
  }
}
