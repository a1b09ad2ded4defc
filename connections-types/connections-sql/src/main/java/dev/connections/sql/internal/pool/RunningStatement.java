package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.dialect.StatementCanceller;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statement that runs on a connection, so that another thread can cancel it, and the cancel
 * requests that were sent for the connection: they name a session, not a statement, so one that the
 * server takes up late hits what comes after. A statement does not end here before our own request
 * for it has been sent; a driver that takes too long to send it is not waited for. A connection is
 * safe only if each request has ended a statement. Thread-safe; no lock is held while a driver
 * works.
 */
final class RunningStatement {

  private static final Logger log = LoggerFactory.getLogger(RunningStatement.class);

  private final StatementCanceller canceler;
  private final Duration patience;
  private @Nullable Statement statement;
  private @Nullable CountDownLatch sending;
  private boolean stopped;
  private boolean abandoned;
  private boolean canceled;
  private int unanswered;

  /**
   * Nothing runs yet.
   *
   * @param canceler who cancels it
   * @param patience how long the end of a statement waits for its cancel request to be sent
   */
  RunningStatement(StatementCanceller canceler, Duration patience) {
    this.canceler = canceler;
    this.patience = patience;
  }

  /**
   * Begins an exchange.
   *
   * @param next what to cancel; null for an exchange that cannot be canceled
   * @return false if nothing may begin any more
   */
  boolean begin(@Nullable Statement next) {
    synchronized (this) {
      statement = next;
      return !stopped;
    }
  }

  /** The exchange is over; waits while a cancel request is sent, for as long as the patience. */
  void end() {
    CountDownLatch request;
    synchronized (this) {
      statement = null;
      request = sending;
    }
    if (request != null && !isSent(request)) {
      synchronized (this) {
        abandoned = true;
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

  /** Lets nothing begin any more, and has the statement canceled that runs. Does not block. */
  void stop() {
    Statement running;
    CountDownLatch request = new CountDownLatch(1);
    synchronized (this) {
      boolean again = stopped;
      stopped = true;
      running = again ? null : statement;
      if (running != null) {
        sending = request;
        count();
      }
    }
    if (running != null) {
      SpareThreads.run(() -> cancel(running, request));
    }
  }

  private void cancel(Statement running, CountDownLatch request) {
    try {
      canceler.cancel(running);
    } catch (SQLException | RuntimeException failure) {
      log.debug("The running statement could not be canceled: {}", failure.getClass().getName());
    } finally {
      request.countDown();
    }
  }

  /** The user or the driver's timer sends a cancel request, or may have sent one. */
  void requested() {
    synchronized (this) {
      count();
    }
  }

  private void count() {
    canceled = true;
    unanswered++;
  }

  /** A statement has ended because it was canceled. */
  void answered() {
    synchronized (this) {
      unanswered = Math.max(0, unanswered - 1); // the server cancels by itself, too
    }
  }

  /** Whether the server was asked to cancel something. */
  boolean wasCanceled() {
    synchronized (this) {
      return canceled;
    }
  }

  /** Whether our own request may not even have been sent yet. */
  boolean wasAbandoned() {
    synchronized (this) {
      return abandoned;
    }
  }

  /** Whether a cancel request may still hit what comes after. */
  boolean mayBeCanceled() {
    synchronized (this) {
      return abandoned || unanswered > 0;
    }
  }
}
