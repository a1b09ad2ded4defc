package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.TimeSource;
import dev.connections.internal.connection.ConnectionCoreFactory;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.lifecycle.DaemonThreads;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.internal.telemetry.ProviderTelemetry;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all connections of one provider share. Thread-safe; closed after them. */
final class ProviderScope {

  /**
   * How many connections are opened at start, checked, replaced or drained at once. Each of them
   * takes two or three threads, a look-up of a name and a login: so many are done soon even where
   * some hang, and neither a small container nor a server that all of them share is overrun.
   */
  static final int AT_ONCE = 32;

  /** How many connections this process has had: part of the ids that tell them apart in logs. */
  private static final AtomicLong CONNECTIONS = new AtomicLong();

  /** What listeners may take to hear of the end. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final String source;
  private final TimeSource time;
  private final Redactor redactor;
  private final EventHub events;
  private final References references = new References();
  private final OpeningOrder openings = new OpeningOrder(references);
  private final Rehearsal rehearsal = new Rehearsal(this);
  private final Executor threads = DaemonThreads.unbounded("connections-provider");
  private final ProviderTelemetry telemetry;
  private final Watchdog watchdog;
  private final ConnectionCoreFactory cores;

  /**
   * Nothing is in progress yet.
   *
   * @param source how messages speak of the configuration
   * @param time where time comes from
   * @param redactor removes the secrets of the configuration
   * @param telemetry what hears of the connections; closed with this
   * @param executor what asynchronous calls run on; null for threads of the connections' own
   */
  ProviderScope(
      String source,
      TimeSource time,
      Redactor redactor,
      ProviderTelemetry telemetry,
      @Nullable Executor executor) {
    this.source = source;
    this.time = time;
    this.redactor = redactor;
    this.telemetry = telemetry;
    this.events = new EventHub(time, EventHub.BOUND);
    this.watchdog = new Watchdog(time);
    this.cores = new ConnectionCoreFactory(time, redactor, events, watchdog, executor);
  }

  String source() {
    return source;
  }

  TimeSource time() {
    return time;
  }

  Redactor redactor() {
    return redactor;
  }

  EventHub events() {
    return events;
  }

  ProviderTelemetry telemetry() {
    return telemetry;
  }

  /** How much time has passed. */
  Duration since(long begunNanos) {
    return Duration.ofNanos(time.nanoTime() - begunNanos);
  }

  References references() {
    return references;
  }

  OpeningOrder openings() {
    return openings;
  }

  /** Runs each task on a thread of its own that does not keep the process alive. */
  Executor threads() {
    return threads;
  }

  /** Runs so many tasks at once as connections may be busy for the same reason; the rest waits. */
  Executor limited(String name) {
    return DaemonThreads.bounded(name, AT_ONCE, Integer.MAX_VALUE);
  }

  /** Runs a task on a thread of the provider, once so much time has passed and it is not closed. */
  void schedule(Duration delay, Runnable task) {
    watchdog.schedule(this, delay, task);
  }

  /** A new core for a connection. */
  <S extends ConnectionConfiguration, E extends Endpoint> ManagedCore<S, E> core(
      ConnectionPlan<?, S> plan, EndpointFactory<S, E> endpoints) {
    return cores.create(
        plan.name() + "#" + CONNECTIONS.incrementAndGet(),
        plan.type().descriptor(),
        plan.endpoints(),
        endpoints,
        () -> opened(plan.name()),
        telemetry.calls(plan.name()));
  }

  private void opened(String name) {
    openings.opened(name);
    rehearsal.plan();
  }

  /** Delivers the last events and ends the threads. */
  void close() {
    try {
      watchdog.close();
    } finally {
      try {
        events.close(LAST_WORDS);
      } finally {
        telemetry.close();
      }
    }
  }
}
