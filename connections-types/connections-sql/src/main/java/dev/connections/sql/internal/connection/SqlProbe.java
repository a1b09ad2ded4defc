package dev.connections.sql.internal.connection;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.failure.TimeLimitException;
import dev.connections.sql.internal.pool.Closings;
import dev.connections.sql.internal.pool.SpareThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the server answers, on a connection of its own next to the pool: a full pool
 * says nothing of the server. The connection is kept for the next time, since a new one for each
 * probe would be the most expensive thing an idle service does.
 *
 * <p>Whatever the driver does, a probe ends with its deadline: it runs on a thread that can be left
 * behind, and owns its connection alone meanwhile, so no lock is held. Thread-safe.
 */
final class SqlProbe implements AutoCloseable {

  /** So many threads may be stuck in the driver before probes fail at once. */
  private static final int MOST_STUCK = 4;

  private final SqlDialect dialect;
  private final TimeSource time;
  private final Duration lifetime;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean closed;

  private record Kept(Connection connection, long since) {}

  /** A probe's connection, for who leaves the probe behind. */
  private static final class Use {
    final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    volatile boolean abandoned;
  }

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
    Use use = new Use();
    return bounded(deadline, use, () -> probe(deadline, use));
  }

  /** Asks something else on a connection that is made for this. */
  boolean askNew(Deadline deadline, Question<Boolean> question) throws SQLException {
    Use use = new Use();
    return bounded(
        deadline,
        use,
        () -> {
          try (Connection connection = dialect.connect(deadline)) {
            use.connection.set(connection);
            dialect.limit(connection, deadline);
            return question.ask(connection);
          }
        });
  }

  /** Asks something else on the connection of the probe, which is made if there is none. */
  <T> T askKept(Deadline deadline, Question<T> question) throws SQLException {
    Use use = new Use();
    return bounded(
        deadline,
        use,
        () -> {
          Kept old = kept.getAndSet(null);
          if (old != null && !isYoung(old)) {
            close(old.connection());
            old = null;
          }
          Kept using = old == null ? new Kept(dialect.connect(deadline), time.nanoTime()) : old;
          use.connection.set(using.connection());
          try {
            dialect.limit(using.connection(), deadline);
            T answer = question.ask(using.connection());
            keep(using, use);
            return answer;
          } catch (SQLException | RuntimeException failure) {
            close(using.connection());
            throw failure;
          }
        });
  }

  /** A question to the server. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T bounded(Deadline deadline, Use use, Callable<T> probe) throws SQLException {
    Duration limit = deadline.length();
    if (running.get() >= MOST_STUCK) {
      throw TimeLimitException.probe(limit, new SQLException("Earlier probes are still running"));
    }
    running.incrementAndGet();
    try {
      return SpareThreads.within(
          deadline.remaining(),
          () -> {
            try {
              return probe.call();
            } finally {
              running.decrementAndGet();
            }
          });
    } catch (TimeoutException late) {
      leaveBehind(use);
      throw TimeLimitException.probe(limit, null);
    }
  }

  /** Cuts what the driver is stuck in, which may block as well. */
  private void leaveBehind(Use use) {
    use.abandoned = true;
    Connection stuck = use.connection.get();
    if (stuck != null) {
      Closings.cutAside(dialect, stuck);
    }
  }

  private boolean probe(Deadline deadline, Use use) throws SQLException {
    Kept old = kept.getAndSet(null);
    boolean young = old != null && isYoung(old);
    if (old != null) {
      use.connection.set(old.connection());
      if (young && answers(old.connection(), deadline)) {
        keep(old, use);
        return false;
      }
      close(old.connection());
    }
    Connection fresh = dialect.connect(deadline);
    use.connection.set(fresh);
    if (!answers(fresh, deadline)) {
      close(fresh);
      throw new SQLException("The server accepted the connection, but does not answer", "08006");
    }
    keep(new Kept(fresh, time.nanoTime()), use);
    return young;
  }

  private boolean isYoung(Kept old) {
    return time.nanoTime() - old.since() < lifetime.toNanos();
  }

  private void keep(Kept good, Use use) {
    if (use.abandoned || closed) {
      close(good.connection());
      return;
    }
    Kept other = kept.getAndSet(good);
    if (other != null) {
      close(other.connection());
    }
    if (closed) {
      forget();
    }
  }

  private boolean answers(Connection connection, Deadline deadline) {
    try {
      dialect.limit(connection, deadline);
      // Not 0: there are drivers that wait forever then, whatever the network timeout says.
      return connection.isValid(Math.toIntExact(1 + deadline.remainingMillis() / 1000));
    } catch (SQLException lost) {
      return false;
    }
  }

  private void forget() {
    Kept old = kept.getAndSet(null);
    if (old != null) {
      close(old.connection());
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // it is closed because it does not work, or is not needed any more
    }
  }

  /** Does not wait for the driver. */
  @Override
  public void close() {
    closed = true;
    SpareThreads.run(this::forget);
  }
}
