package dev.connections.sql.internal.pool;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.failure.TimeLimitException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the pool gets its physical connections: first the one with which the endpoint was opened,
 * then new ones, each with the password of the moment. A driver that hangs while it connects is
 * left behind, since the pool has only one thread that makes connections. Thread-safe.
 */
public final class PhysicalConnections implements DataSource, AutoCloseable {

  /** How much later than its limit a driver may return. */
  private static final Duration GRACE = Duration.ofMillis(100);

  /** So many threads may be stuck in the driver before no more are risked. */
  private static final int MOST_STUCK = 4;

  private final SqlDialect dialect;
  private final TimeSource time;
  private final Duration limit;
  private final AtomicReference<@Nullable Connection> first;
  private final Closings closings;
  private final AtomicInteger connectingNow = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable SQLException lastFailure;

  private final ReentrantLock connecting = new ReentrantLock();

  /** The pool's thread that connects. */
  private @Nullable Thread busy;

  /** The pool's thread that failed to connect, and now waits before it tries again. */
  private @Nullable Thread resting;

  /**
   * Connections that may take this long to be made.
   *
   * @param first the first one to give
   */
  public PhysicalConnections(
      SqlDialect dialect, TimeSource time, Duration limit, Connection first) {
    this.dialect = dialect;
    this.time = time;
    this.limit = limit;
    this.first = new AtomicReference<>(first);
    this.closings = new Closings(dialect);
  }

  @Override
  public Connection getConnection() throws SQLException {
    rejectIfClosed();
    Connection ready = first.getAndSet(null);
    Connection driver = ready != null ? ready : connect();
    if (closed) {
      closings.close(driver); // the pool would forget it
      rejectIfClosed();
    }
    return new PhysicalConnection(driver, closings);
  }

  private Connection connect() throws SQLException {
    connects();
    boolean connected = false;
    Deadline deadline = Deadline.after(limit, time);
    try {
      Connection connection = within(deadline);
      connected = true;
      lastFailure = null;
      return connection;
    } catch (SQLException failure) {
      SQLException seen = TimeLimitException.connecting(failure, deadline, limit);
      lastFailure = seen;
      throw seen;
    } finally {
      rests(connected ? null : Thread.currentThread());
    }
  }

  private Connection within(Deadline deadline) throws SQLException {
    if (connectingNow.get() >= MOST_STUCK) {
      throw TimeLimitException.connect(
          limit, new SQLException("Earlier attempts to connect are still stuck in the driver"));
    }
    connectingNow.incrementAndGet();
    try {
      return SpareThreads.within(limit.plus(GRACE), () -> make(deadline), closings::close);
    } catch (TimeoutException stuck) {
      throw TimeLimitException.connect(limit, new SQLException("The driver did not return"));
    }
  }

  private Connection make(Deadline deadline) throws SQLException {
    try {
      Connection connection = dialect.connect(deadline);
      begin(connection, deadline);
      return connection;
    } finally {
      connectingNow.decrementAndGet();
    }
  }

  private void begin(Connection connection, Deadline deadline) throws SQLException {
    try {
      dialect.beginSession(connection, deadline);
    } catch (SQLException | RuntimeException failure) {
      closings.close(connection);
      throw failure;
    }
  }

  private void connects() throws SQLException {
    connecting.lock();
    try {
      rejectIfClosed();
      resting = null;
      busy = Thread.currentThread();
      Thread.interrupted(); // it was woken for this; the interrupt must not reach the driver
    } finally {
      connecting.unlock();
    }
  }

  private void rests(@Nullable Thread thread) {
    connecting.lock();
    try {
      busy = null;
      resting = thread;
    } finally {
      connecting.unlock();
    }
  }

  /**
   * The server answers: who waits before the next try need not. HikariCP waits up to five seconds
   * after failures, and has no other way to be told; its thread gives that connection up.
   *
   * @return whether someone was waiting
   */
  boolean hurry() {
    lastFailure = null;
    connecting.lock();
    try {
      Thread woken = resting;
      resting = null;
      if (woken != null) {
        woken.interrupt();
      }
      return woken != null;
    } finally {
      connecting.unlock();
    }
  }

  /** Why the last attempt to connect failed; null if the server has let us in since. */
  @Nullable SQLException lastFailure() {
    return lastFailure;
  }

  private void rejectIfClosed() throws SQLException {
    if (closed) {
      throw new SQLNonTransientConnectionException("The pool is being closed", "08003");
    }
  }

  /** Gives nothing more; what is being made is closed, and no one waits for it. */
  @Override
  public void close() {
    connecting.lock();
    try {
      closed = true;
      for (Thread each : new @Nullable Thread[] {busy, resting}) {
        if (each != null) {
          each.interrupt(); // HikariCP waits for it when it closes
        }
      }
    } finally {
      connecting.unlock();
    }
  }

  /** Waits for a moment until all that the pool has closed are closed. */
  void awaitClosed() {
    closings.await();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("Connections are made for the configured user only");
  }

  /** So long HikariCP waits, when it closes, for connections that are being made. */
  @Override
  public int getLoginTimeout() {
    return 1;
  }

  /** Ignored: the connect timeout of the connection holds. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("Cannot be unwrapped to " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** Where it connects to, without secrets. */
  @Override
  public String toString() {
    return dialect.address();
  }
}
