package dev.connections.internal.lifecycle;

import static dev.connections.monitoring.LifecycleState.BROKEN;
import static dev.connections.monitoring.LifecycleState.CLOSED;
import static dev.connections.monitoring.LifecycleState.CONNECTED;
import static dev.connections.monitoring.LifecycleState.CONNECTING;
import static dev.connections.monitoring.LifecycleState.DISCONNECTED;
import static dev.connections.monitoring.LifecycleState.DRAINING;

import dev.connections.TimeSource;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of one endpoint of a connection: one volatile reference to an immutable value.
 * Reading it is free; changes go one after the other, each with its event. Thread-safe.
 */
public final class LifecycleMachine {

  private final String endpoint;
  private final ConnectionLock lock;
  private final EventJournal journal;
  private final TimeSource time;

  /** Written under the lock. */
  private volatile Lifecycle current;

  /**
   * An endpoint that was never opened.
   *
   * @param since when it was made
   */
  public LifecycleMachine(
      String endpoint, ConnectionLock lock, EventJournal journal, TimeSource time, Instant since) {
    this.endpoint = endpoint;
    this.lock = lock;
    this.journal = journal;
    this.time = time;
    this.current = neverOpened(since);
  }

  /** Where what was made at that time stands until it is opened. */
  public static Lifecycle neverOpened(Instant since) {
    return new Lifecycle(DISCONNECTED, 0, since, null);
  }

  /** State, generation and cause. */
  public Lifecycle current() {
    return current;
  }

  /** The state alone. */
  public LifecycleState state() {
    return current.state();
  }

  /** Whether it is closed or closing, which it stays. */
  public boolean isClosing() {
    return isClosing(state());
  }

  /** The same of a state that was read before. */
  public static boolean isClosing(LifecycleState state) {
    return state == DRAINING || state == CLOSED;
  }

  /**
   * Opening begins; false if it may not begin now, which is when someone else changed the state.
   */
  public boolean connecting() {
    return move(DISCONNECTED, CONNECTING, null) || move(BROKEN, CONNECTING, null);
  }

  /** Opening succeeded; false if the connection is being closed meanwhile. */
  public boolean connected(ServerMetadata server, Duration took) {
    lock.lock();
    try {
      boolean moved = move(CONNECTING, CONNECTED, null);
      if (moved) {
        appendOpened(server, took);
      }
      return moved;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Another client has taken the place of the open one, in a new generation; false if none is open.
   */
  public boolean renewed(ServerMetadata server, Duration took) {
    return lock.compute(
        () -> {
          Lifecycle before = current();
          if (before.state() != CONNECTED) {
            return false;
          }
          current = new Lifecycle(CONNECTED, before.generation() + 1, before.since(), null);
          appendOpened(server, took);
          return true;
        });
  }

  private void appendOpened(ServerMetadata server, Duration took) {
    journal.append(new Opening(endpoint, current().generation(), server, took));
  }

  // No lambdas: these two are on the way to every first call (design decisions, "Loaded before").

  private record Opening(String endpoint, long generation, ServerMetadata server, Duration took)
      implements EventJournal.Entry {

    @Override
    public ConnectionEvent at(String connection, long sequence, Instant time) {
      return new ConnectionEvent.Opened(
          connection, sequence, time, endpoint, generation, server, took);
    }
  }

  private record Change(
      String endpoint,
      LifecycleState from,
      LifecycleState to,
      long generation,
      @Nullable String cause)
      implements EventJournal.Entry {

    @Override
    public ConnectionEvent at(String connection, long sequence, Instant time) {
      return new ConnectionEvent.StateChanged(
          connection, sequence, time, endpoint, from, to, generation, cause);
    }
  }

  /** Opening failed; false if the connection is being closed meanwhile. */
  public boolean notConnected(String cause) {
    return move(CONNECTING, BROKEN, cause);
  }

  /** What was open is lost; false if it is not open any more, or was opened again since. */
  public boolean lost(long generation, String cause) {
    return lock.compute(
        () -> current().generation() == generation && move(CONNECTED, BROKEN, cause));
  }

  /** Closing begins; false if it had begun before. */
  public boolean draining() {
    lock.lock();
    try {
      LifecycleState from = state();
      return !isClosing(from) && move(from, DRAINING, null);
    } finally {
      lock.unlock();
    }
  }

  /** Closing has ended; false if it had before. */
  public boolean closed() {
    return move(DRAINING, CLOSED, null);
  }

  /**
   * The one place where the state changes, but for its generation.
   *
   * @return false if the connection is in another state than {@code from}
   * @throws IllegalStateException if the table of transitions does not allow it, whatever the state
   */
  boolean move(LifecycleState from, LifecycleState to, @Nullable String cause) {
    if (!from.canBecome(to)) {
      throw new IllegalStateException(
          "A connection cannot go from " + from + " to " + to + ", only to " + from.next());
    }
    lock.lock();
    try {
      Lifecycle before = current();
      if (before.state() != from) {
        return false;
      }
      long generation = to == CONNECTED ? before.generation() + 1 : before.generation();
      current = new Lifecycle(to, generation, time.now(), cause);
      journal.append(new Change(endpoint, from, to, generation, cause));
      return true;
    } finally {
      lock.unlock();
    }
  }
}
