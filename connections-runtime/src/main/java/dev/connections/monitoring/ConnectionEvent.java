package dev.connections.monitoring;

import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a connection. Events of one connection are numbered without gaps and
 * delivered in that order. A listener that is too slow misses some, and {@link Missed} reports how
 * many; {@link StateChanged}, {@link HealthChanged}, {@link CircuitChanged}, {@link SwitchedOver},
 * {@link SubscriptionChanged} and {@link Closed} are never missed. So treat an event as the notice
 * that something changed, and read the snapshot for how things stand.
 */
public sealed interface ConnectionEvent {

  /** The connection's name. */
  String connection();

  /** 1 for the connection's first event, then one more each. */
  long sequence();

  /** When it happened. */
  Instant at();

  /**
   * The lifecycle of an endpoint moved on.
   *
   * @param endpoint its name; {@code primary} where there is one only
   * @param cause why, if it became {@link LifecycleState#BROKEN}; without secrets
   */
  record StateChanged(
      String connection,
      long sequence,
      Instant at,
      String endpoint,
      LifecycleState from,
      LifecycleState to,
      long generation,
      @Nullable String cause)
      implements ConnectionEvent {}

  /**
   * An endpoint was opened; follows the change to {@link LifecycleState#CONNECTED}. Also reported
   * when a new client has replaced an open one, in the next generation.
   *
   * @param endpoint its name
   * @param server what the external system said of itself
   * @param took how long opening took
   */
  record Opened(
      String connection,
      long sequence,
      Instant at,
      String endpoint,
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
   * The circuit of an endpoint changed.
   *
   * @param endpoint its name
   * @param reason why, without secrets
   * @param byOperator whether an operator asked for it
   */
  record CircuitChanged(
      String connection,
      long sequence,
      Instant at,
      String endpoint,
      CircuitState from,
      CircuitState to,
      String reason,
      boolean byOperator)
      implements ConnectionEvent {}

  /**
   * Another endpoint has taken over.
   *
   * @param from the endpoint that was in use
   * @param to the one that is from now on
   * @param reason why, without secrets
   * @param byOperator whether an operator asked for it
   */
  record SwitchedOver(
      String connection,
      long sequence,
      Instant at,
      String from,
      String to,
      String reason,
      boolean byOperator)
      implements ConnectionEvent {}

  /**
   * No endpoint is usable; reported once, until one is usable again.
   *
   * @param reasons what is wrong with each, by its name, without secrets
   */
  record AllEndpointsDown(String connection, long sequence, Instant at, Map<String, String> reasons)
      implements ConnectionEvent {

    /** Copies the reasons. */
    public AllEndpointsDown {
      reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }
  }

  /**
   * A call failed or was rejected, for the first time in a minute with this code, or with this code
   * for another reason, up to three; the others are counted in {@link CallsFailed}. A {@code
   * permanent} one that was perhaps or certainly done is reported in addition to the first that was
   * not. Open circuits and closed connections have events of their own and are counted only.
   *
   * @param code as in {@link ConnectionException#code()}
   * @param rejected whether the call was never begun
   * @param outcome what is known of whether it was done
   * @param message the message of the exception, without secrets
   */
  record CallFailed(
      String connection,
      long sequence,
      Instant at,
      String code,
      boolean rejected,
      Outcome outcome,
      String message)
      implements ConnectionEvent {}

  /**
   * Opening failed, at start or because {@link ManagedConnection#connect} asked for it; at most
   * once a minute. No call was made; one that finds the connection closed opens it, and fails
   * itself.
   *
   * @param code as in {@link ConnectionException#code()}
   * @param message the message of the exception, without secrets
   */
  record OpeningFailed(String connection, long sequence, Instant at, String code, String message)
      implements ConnectionEvent {}

  /**
   * How many calls failed or were rejected; at most once a minute, and only where there were more
   * than {@link CallFailed} has reported.
   *
   * @param counts how many, by {@link ConnectionException#code()}
   * @param longest how long the longest of them took
   * @param since when the first of them ended
   */
  record CallsFailed(
      String connection,
      long sequence,
      Instant at,
      Map<String, Long> counts,
      Duration longest,
      Instant since)
      implements ConnectionEvent {

    /** Copies the counts. */
    public CallsFailed {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
  }

  /**
   * The connection has another configuration, or new secrets, from now on.
   *
   * @param generation how often that has happened
   */
  record ConfigurationReplaced(String connection, long sequence, Instant at, long generation)
      implements ConnectionEvent {}

  /**
   * A new configuration was not applied, or not to this connection, which keeps the current one.
   *
   * @param problem why, without secrets
   */
  record ConfigurationRejected(String connection, long sequence, Instant at, String problem)
      implements ConnectionEvent {}

  /**
   * A permit has been held for longer than {@code bulkhead.leakAfter}: a lease or what was taken
   * from a client that was perhaps never closed, or a call whose work ignores its deadline.
   * Reported once for each; nothing is taken away from the holder.
   *
   * @param holder who; with the place where it was taken, or, for a call, with where it is now
   */
  record LeakSuspected(String connection, long sequence, Instant at, LeaseHolder holder)
      implements ConnectionEvent {}

  /**
   * A subscription moved on: it was opened, lost, reopened, closed.
   *
   * @param subscription its name
   * @param endpoint the name of the endpoint it is open at; null if it is open at none
   * @param openings how often it has become active
   * @param planned whether it left where it was because it is wanted elsewhere: after a reload, a
   *     failover or a failback
   * @param problem why it is not active; null if nothing is wrong; without secrets
   */
  record SubscriptionChanged(
      String connection,
      long sequence,
      Instant at,
      String subscription,
      SubscriptionState from,
      SubscriptionState to,
      @Nullable String endpoint,
      long openings,
      boolean planned,
      @Nullable String problem)
      implements ConnectionEvent {}

  /**
   * The handler of a subscription has failed; at most once a minute for each.
   *
   * @param subscription its name
   * @param failures how often it has failed since it was opened first
   * @param problem how it failed this time, without secrets
   */
  record SubscriptionHandlerFailed(
      String connection,
      long sequence,
      Instant at,
      String subscription,
      long failures,
      String problem)
      implements ConnectionEvent {}

  /**
   * The connection was closed; follows the change to {@link LifecycleState#CLOSED} and is its last.
   *
   * @param aborted the work that did not finish in time
   */
  record Closed(String connection, long sequence, Instant at, List<LeaseHolder> aborted)
      implements ConnectionEvent {}

  /**
   * A listener was too slow, and events of this connection were dropped. Made for that listener
   * alone, in the place of the last one dropped.
   *
   * @param sequence the number of the last one dropped
   * @param at when that happened
   * @param count how many were dropped since the last report to the listener; at least 1
   */
  record Missed(String connection, long sequence, Instant at, long count)
      implements ConnectionEvent {}
}
