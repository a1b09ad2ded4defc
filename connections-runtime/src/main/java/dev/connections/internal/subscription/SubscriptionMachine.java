package dev.connections.internal.subscription;

import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.SubscriptionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one subscription stands: one volatile reference to an immutable value. Changes go one after
 * the other, each with its event. Thread-safe.
 */
final class SubscriptionMachine {

  /**
   * Where it stands.
   *
   * @param endpoint where it is open; null if nowhere
   * @param openings how often it has become active
   * @param problem why it is not active; null if nothing is known
   */
  record Now(
      SubscriptionState state,
      Instant since,
      @Nullable String endpoint,
      long openings,
      @Nullable String problem) {}

  private final String name;
  private final ConnectionLock lock;
  private final EventJournal journal;

  /** Written under the lock. */
  private volatile Now now;

  SubscriptionMachine(String name, ConnectionLock lock, EventJournal journal, Instant since) {
    this.name = name;
    this.lock = lock;
    this.journal = journal;
    this.now = new Now(SubscriptionState.OPENING, since, null, 0, null);
  }

  Now now() {
    return now;
  }

  SubscriptionState state() {
    return now.state();
  }

  /** Whether it is wanted: neither ended nor being ended. */
  boolean isWanted() {
    return state().canBecome(SubscriptionState.STOPPING);
  }

  /** It is open at an endpoint. */
  boolean opened(String endpoint, Instant at) {
    return move(SubscriptionState.ACTIVE, at, endpoint, false, null);
  }

  /** It is not open any more, and is wanted. */
  boolean lost(String problem, Instant at) {
    return move(SubscriptionState.RECONNECTING, at, null, false, problem);
  }

  /** It leaves where it is open, since it is wanted elsewhere. */
  boolean moves(String why, Instant at) {
    return move(SubscriptionState.RECONNECTING, at, null, true, why);
  }

  /** Opening it has failed, and is tried again. */
  void notOpened(String problem) {
    lock.run(
        () -> {
          Now before = now;
          if (before.state() == SubscriptionState.OPENING
              || before.state() == SubscriptionState.RECONNECTING) {
            now = new Now(before.state(), before.since(), null, before.openings(), problem);
          }
        });
  }

  /** Opening it has failed, and is not tried again. */
  boolean failed(String problem, Instant at) {
    return move(SubscriptionState.FAILED, at, null, false, problem);
  }

  /** It is not wanted any more; false if that was so before. */
  boolean stopping(Instant at) {
    return move(SubscriptionState.STOPPING, at, now.endpoint(), false, null);
  }

  /** It has ended. */
  boolean closed(Instant at) {
    return move(SubscriptionState.CLOSED, at, null, false, null);
  }

  /** The one place where the state changes; false if it may not go there from where it is. */
  private boolean move(
      SubscriptionState to,
      Instant at,
      @Nullable String endpoint,
      boolean planned,
      @Nullable String problem) {
    return lock.compute(
        () -> {
          Now before = now;
          if (!before.state().canBecome(to)) {
            return false;
          }
          long openings = before.openings() + (to == SubscriptionState.ACTIVE ? 1 : 0);
          now = new Now(to, at, endpoint, openings, problem);
          journal.append(
              (connection, sequence, time) ->
                  new ConnectionEvent.SubscriptionChanged(
                      connection,
                      sequence,
                      time,
                      name,
                      before.state(),
                      to,
                      endpoint,
                      openings,
                      planned,
                      problem));
          return true;
        });
  }
}
