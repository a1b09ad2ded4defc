package dev.connections.sql.postgresql;

import dev.connections.failure.Phase;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.sql.internal.pool.SpareThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock, and the session that holds it, which is asked now and then whether it is still there. */
final class HeldAdvisoryLock implements AdvisoryLock {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.lock");

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** How it stands; what is not held any more stays so. */
  private enum State {
    HELD,
    LOST,
    CLOSED
  }

  private final String connection;
  private final DedicatedLease<Connection> lease;
  private final Connection session;
  private final long key;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> actions = new ArrayList<>();
  private volatile State state = State.HELD;

  HeldAdvisoryLock(
      String connection, DedicatedLease<Connection> lease, Connection session, long key) {
    this.connection = connection;
    this.lease = lease;
    this.session = session;
    this.key = key;
  }

  /** Begins to look after the session. */
  void watch() {
    SpareThreads.after(BETWEEN, this::look);
  }

  private void look() {
    if (state != State.HELD) {
      return;
    }
    try {
      AdvisoryLocks.ask(session, ANSWER, "SELECT 1");
      watch();
    } catch (SQLException gone) {
      lost(gone);
    }
  }

  private void lost(SQLException cause) {
    List<Runnable> told;
    lock.lock();
    try {
      if (state != State.HELD) {
        return;
      }
      state = State.LOST;
      told = List.copyOf(actions);
      actions.clear();
    } finally {
      lock.unlock();
    }
    // What was asked changes nothing, so there is no outcome to find out.
    RuntimeException seen = lease.failed(cause, Phase.SEND);
    lease.discard();
    log.warn(
        "{}: the advisory lock {} was lost with its session, and the server gives it to the next"
            + " one; what it guards must stop, see AdvisoryLock.onLost: {}",
        connection,
        key,
        seen.getMessage());
    told.forEach(this::tell);
  }

  private void tell(Runnable action) {
    SpareThreads.run(
        () -> {
          try {
            action.run();
          } catch (RuntimeException | Error failure) {
            log.warn(
                "{}: an action of onLost failed after an advisory lock was lost",
                connection,
                failure);
          }
        });
  }

  @Override
  public long key() {
    return key;
  }

  @Override
  public boolean isHeld() {
    return state == State.HELD;
  }

  @Override
  public void onLost(Runnable action) {
    boolean now;
    lock.lock();
    try {
      now = state == State.LOST;
      if (state == State.HELD) {
        actions.add(action);
      }
    } finally {
      lock.unlock();
    }
    if (now) {
      tell(action);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (state != State.HELD) {
        return;
      }
      state = State.CLOSED;
      actions.clear();
    } finally {
      lock.unlock();
    }
    if (isUnlocked()) {
      lease.close();
    } else {
      lease.discard(); // with its session the lock is gone
    }
  }

  private boolean isUnlocked() {
    try {
      return AdvisoryLocks.ask(
          session, ANSWER, "SELECT pg_catalog.pg_advisory_unlock(" + key + ")");
    } catch (SQLException gone) {
      return false;
    }
  }

  /** The key and how it stands. */
  @Override
  public String toString() {
    return "AdvisoryLock(" + key + ", " + state + ")";
  }
}
