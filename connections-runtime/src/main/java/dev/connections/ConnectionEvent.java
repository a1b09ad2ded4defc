package dev.connections;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a connection. Events of one connection are numbered without gaps and
 * delivered in that order; changes of state are never dropped.
 */
public sealed interface ConnectionEvent {

  /** The connection's name. */
  String connection();

  /** 1 for the connection's first event, then one more each. */
  long sequence();

  /** When it happened. */
  Instant at();

  /**
   * The lifecycle moved on.
   *
   * @param cause why, if it became {@link LifecycleState#BROKEN}; without secrets
   */
  record StateChanged(
      String connection,
      long sequence,
      Instant at,
      LifecycleState from,
      LifecycleState to,
      long generation,
      @Nullable String cause)
      implements ConnectionEvent {}

  /**
   * The connection was opened; follows the change to {@link LifecycleState#CONNECTED}.
   *
   * @param server what the external system said of itself
   * @param took how long opening took
   */
  record Opened(
      String connection,
      long sequence,
      Instant at,
      long generation,
      ServerMetadata server,
      Duration took)
      implements ConnectionEvent {}

  /**
   * The verdict on the connection's health changed.
   *
   * @param problem what is wrong; null if nothing
   */
  record HealthChanged(
      String connection,
      long sequence,
      Instant at,
      HealthStatus from,
      HealthStatus to,
      @Nullable String problem)
      implements ConnectionEvent {}

  /**
   * The connection was closed; follows the change to {@link LifecycleState#CLOSED} and is its last.
   *
   * @param aborted how many units of work did not finish in time
   */
  record Closed(String connection, long sequence, Instant at, int aborted)
      implements ConnectionEvent {}
}
