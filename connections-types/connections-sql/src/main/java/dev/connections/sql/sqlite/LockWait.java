package dev.connections.sql.sqlite;

import dev.connections.Deadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;

/**
 * Waits while another connection, of this process or another one, has the lock that a statement
 * needs. SQLite's own busy timeout cannot be ended before it passes, not by an interrupt either, so
 * a deadline would not hold. Called by the thread that runs the statement; stopped by any.
 */
final class LockWait extends BusyHandler {

  /** Short at first, because most locks are; a lock is not handed on, so one has to look. */
  private static final int LONGEST_MILLIS = 10;

  /** So long before a deadline it gives up, so that it is told what was waited for. */
  private static final int ANSWER_MILLIS = 40;

  private volatile @Nullable Deadline deadline;
  private volatile int limitMillis;
  private volatile boolean stopped;
  private long begun;

  /** Waits so long at most; a lock that is free by then is taken. */
  LockWait(int limitMillis) {
    this.limitMillis = limitMillis;
  }

  int limitMillis() {
    return limitMillis;
  }

  void limit(int millis) {
    limitMillis = millis;
  }

  /** Gives up a moment before that, whatever the limit; null if there is none. */
  void until(@Nullable Deadline by) {
    deadline = by;
  }

  private boolean isLate() {
    Deadline by = deadline;
    return by != null && by.remainingMillis() <= ANSWER_MILLIS;
  }

  /** Ends all waiting, now and later. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Not 0 to look for the lock again; 0 to give up, and fail as busy. */
  @Override
  protected int callback(int lookedBefore) {
    long now = System.nanoTime();
    if (lookedBefore == 0) {
      begun = now;
    }
    boolean passed = now - begun >= TimeUnit.MILLISECONDS.toNanos(limitMillis);
    if (stopped || passed || isLate() || Thread.currentThread().isInterrupted()) {
      return 0;
    }
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(Math.min(1 + lookedBefore, LONGEST_MILLIS)));
    return 1;
  }
}
