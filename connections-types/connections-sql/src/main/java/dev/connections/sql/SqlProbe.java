package dev.connections.sql;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the server answers, on a connection of its own beside the pool: a full pool
 * says nothing of the server. The connection is kept for the next time, since a new one for each
 * probe would be the most expensive thing an idle service does. Thread-safe.
 */
final class SqlProbe implements AutoCloseable {

  private final SqlDialect dialect;
  private final TimeSource time;
  private final Duration lifetime;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection kept;
  private long keptSince;

  /**
   * A probe that has not connected yet.
   *
   * @param lifetime when its connection is replaced
   */
  SqlProbe(SqlDialect dialect, TimeSource time, Duration lifetime) {
    this.dialect = dialect;
    this.time = time;
    this.lifetime = lifetime;
  }

  /**
   * Asks the server; a connection that was lost meanwhile is replaced before.
   *
   * @return whether one was lost
   */
  boolean ask(Deadline deadline) throws SQLException {
    lock.lock();
    try {
      Connection old = kept;
      boolean young = time.nanoTime() - keptSince < lifetime.toNanos();
      if (old != null && young && answers(old, deadline)) {
        return false;
      }
      forget();
      Connection fresh = dialect.connect(deadline);
      kept = fresh;
      keptSince = time.nanoTime();
      if (!answers(fresh, deadline)) {
        forget();
        throw new SQLException("The server let us connect, but does not answer", "08006");
      }
      return old != null && young;
    } finally {
      lock.unlock();
    }
  }

  private static boolean answers(Connection connection, Deadline deadline) throws SQLException {
    try {
      connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis());
      return connection.isValid(0); // as long as the network timeout says
    } catch (SQLException lost) {
      return false;
    }
  }

  private void forget() {
    Connection old = kept;
    kept = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException alreadyGone) {
        // it is replaced because it does not work
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      forget();
    } finally {
      lock.unlock();
    }
  }
}
