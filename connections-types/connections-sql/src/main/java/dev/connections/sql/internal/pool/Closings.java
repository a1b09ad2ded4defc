package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.dialect.ConnectionCutter;
import dev.connections.sql.internal.dialect.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the driver's connections on threads of their own. The pool closes all of its connections
 * in one thread, where one driver that hangs would keep all later ones from being closed.
 * Thread-safe.
 */
public final class Closings {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.pool");

  /** So long the pool waits, so that a new session commonly begins after the old one has ended. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** When a connection that does not close is cut, which frees most drivers. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final SqlDialect dialect;
  private final Set<CountDownLatch> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicLong hanging = new AtomicLong();
  private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

  /**
   * Nothing is being closed yet.
   *
   * @param dialect whose connections they are
   */
  Closings(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** Closes a connection, and waits for that for a moment only. */
  void close(Connection connection) {
    CountDownLatch ended = new CountDownLatch(1);
    inFlight.add(ended);
    SpareThreads.run(
        () -> {
          try {
            connection.close();
          } catch (SQLException | RuntimeException alreadyGone) {
            // it is closed because no one needs it, or because it does not work
          } finally {
            inFlight.remove(ended);
            ended.countDown();
          }
        });
    if (!hasEnded(ended, PATIENCE)) {
      SpareThreads.after(LIMIT.minus(PATIENCE), () -> cut(connection, ended));
    }
  }

  private void cut(Connection connection, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    tell(hanging.incrementAndGet());
    cut(dialect, connection);
  }

  private void tell(long count) {
    long now = System.nanoTime();
    long until = silentUntil.get();
    if (now - until >= 0 && silentUntil.compareAndSet(until, now + QUIET_NANOS)) {
      log.warn(
          "{}: the driver did not close a connection within {} ms, so it was aborted; this has"
              + " happened {} times. If this continues, look at the threads connections-sql-spare",
          dialect.address(),
          LIMIT.toMillis(),
          count);
    }
  }

  /** Cuts a connection, and does not wait for that: it may block, too. */
  void cutAside(Connection connection) {
    cutAside(dialect, connection);
  }

  /** The same for a connection of no pool. */
  public static void cutAside(ConnectionCutter cutter, Connection connection) {
    SpareThreads.run(() -> cut(cutter, connection));
  }

  private static void cut(ConnectionCutter cutter, Connection connection) {
    try {
      cutter.cut(connection);
    } catch (SQLException | RuntimeException alreadyGone) {
      // it is given up
    }
  }

  /** Waits until all that are being closed are closed, for a second at most. */
  void await() {
    long until = System.nanoTime() + LIMIT.toNanos();
    for (CountDownLatch each : inFlight) {
      if (!hasEnded(each, Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
        return;
      }
    }
  }

  /** An interrupt ends the wait, and keeps its flag. */
  private static boolean hasEnded(CountDownLatch ended, Duration limit) {
    try {
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
