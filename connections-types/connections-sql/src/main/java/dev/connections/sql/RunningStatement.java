package dev.connections.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is under way on a connection, so that another thread can cancel it. A statement does not end
 * here before a cancel request that was meant for it has been sent: the request cannot hit what
 * comes after.
 */
final class RunningStatement {

  private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Statement statement;
  private boolean stopped;
  private boolean cancelSent;

  /**
   * Begins an exchange.
   *
   * @param next what to cancel; null for an exchange that cannot be cancelled
   * @return false if nothing may begin any more
   */
  boolean begin(@Nullable Statement next) {
    lock.lock();
    try {
      statement = next;
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The exchange is over; waits for a short time while a cancel request is sent.
   *
   * @return false if that takes too long: then the request may hit whatever comes after
   */
  boolean end() {
    boolean interrupted = false;
    long left = PATIENCE_NANOS;
    long until = System.nanoTime() + left;
    try {
      while (true) {
        try {
          if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
            return false;
          }
          statement = null;
          lock.unlock();
          return true;
        } catch (InterruptedException interrupt) {
          interrupted = true;
          left = until - System.nanoTime();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets nothing begin any more, and cancels what is under way. May block for a while. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      if (statement != null) {
        cancelSent = true;
        statement.cancel();
      }
    } catch (SQLException failure) {
      log.debug("The statement under way could not be cancelled", failure);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the server was asked to cancel something. */
  boolean wasCancelled() {
    lock.lock();
    try {
      return cancelSent;
    } finally {
      lock.unlock();
    }
  }
}
