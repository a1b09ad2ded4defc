package dev.connections.sql.postgresql;

import dev.connections.sql.postgresql.MissedNotifications.Reason;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * For which time a subscription has heard nothing, until its listener has been told. Thread-safe:
 * an opening that ends and the next one may use it at once.
 */
final class UnheardPeriod {

  private final ReentrantLock lock = new ReentrantLock();

  /** Up to when everything was heard; null before the first opening. */
  private @Nullable Instant heard;

  private @Nullable Instant from;
  private Reason reason = Reason.NOT_CONNECTED;

  /** It is open, for the first time or again. */
  void opened(Instant now) {
    lock.lock();
    try {
      if (heard != null) {
        begins(heard, Reason.NOT_CONNECTED);
      }
      heard = now;
    } finally {
      lock.unlock();
    }
  }

  /** The server has answered, so nothing sent before can come any more. */
  void heardUntil(Instant now) {
    lock.lock();
    try {
      heard = now;
    } finally {
      lock.unlock();
    }
  }

  /** Something was heard, and could not be handed on. */
  void dropped(Instant now) {
    lock.lock();
    try {
      begins(now, Reason.LISTENER_TOO_SLOW);
    } finally {
      lock.unlock();
    }
  }

  private void begins(Instant since, Reason why) {
    if (from == null) {
      from = since;
      reason = why;
    }
  }

  /** What the listener has to be told; null if there is nothing. */
  @Nullable MissedNotifications pending(Instant now) {
    lock.lock();
    try {
      Instant since = from;
      return since == null ? null : new MissedNotifications(since, now, reason);
    } finally {
      lock.unlock();
    }
  }

  /** The listener will be told. */
  void told() {
    lock.lock();
    try {
      from = null;
    } finally {
      lock.unlock();
    }
  }
}
