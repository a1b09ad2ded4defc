package dev.connections.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statement that runs on a connection, so that another thread can cancel it. A statement does
 * not end here before a cancel request that was meant for it has been sent: the request cannot hit
 * what comes after. A driver that takes too long to send it is not waited for, and the connection
 * must not be used again. Thread-safe; no lock is held while a driver works.
 */
final class RunningStatement {

  private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

  /** Asks the server to cancel a statement. */
  interface Canceller {
    void cancel(Statement running) throws SQLException;
  }

  private final Canceller canceller;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Statement statement;
  private @Nullable CountDownLatch sending;
  private boolean stopped;
  private boolean abandoned;

  /**
   * Nothing runs yet.
   *
   * @param canceller who cancels it
   * @param patience how long the end of a statement waits for its cancel request to be sent
   */
  RunningStatement(Canceller canceller, Duration patience) {
    this.canceller = canceller;
    this.patience = patience;
  }

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

  /** The exchange is over; waits while a cancel request is sent, for as long as the patience. */
  void end() {
    CountDownLatch request;
    lock.lock();
    try {
      statement = null;
      request = sending;
    } finally {
      lock.unlock();
    }
    if (request != null && !isSent(request)) {
      lock.lock();
      try {
        abandoned = true;
      } finally {
        lock.unlock();
      }
    }
  }

  /** An interrupt ends the wait, and keeps its flag. */
  private boolean isSent(CountDownLatch request) {
    try {
      return request.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return request.getCount() == 0;
    }
  }

  /** Lets nothing begin any more, and has the statement cancelled that runs. Does not block. */
  void stop() {
    Statement running;
    CountDownLatch request = new CountDownLatch(1);
    lock.lock();
    try {
      boolean again = stopped;
      stopped = true;
      running = again ? null : statement;
      if (running != null) {
        sending = request;
      }
    } finally {
      lock.unlock();
    }
    if (running != null) {
      SpareThreads.run(() -> cancel(running, request));
    }
  }

  private void cancel(Statement running, CountDownLatch request) {
    try {
      canceller.cancel(running);
    } catch (SQLException | RuntimeException failure) {
      log.debug("The running statement could not be cancelled: {}", failure.getClass().getName());
    } finally {
      request.countDown();
    }
  }

  /** Whether the server was asked to cancel something. */
  boolean wasCancelled() {
    lock.lock();
    try {
      return sending != null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a cancel request may still be sent, and hit what comes after. */
  boolean wasAbandoned() {
    lock.lock();
    try {
      return abandoned;
    } finally {
      lock.unlock();
    }
  }
}
