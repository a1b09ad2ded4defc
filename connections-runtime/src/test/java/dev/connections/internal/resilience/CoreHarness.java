package dev.connections.internal.resilience;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionEvent;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.ConnectionSettings.Timeouts;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.Redactor;
import dev.connections.spi.ResilienceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One connection over a fake endpoint, with short limits, and all that was heard of it. */
final class CoreHarness implements AutoCloseable {

  record FakeSettings() implements ConnectionConfiguration {}

  /** What must never be seen. */
  static final String SECRET = "hunter2";

  static final Redactor REDACTOR =
      new Redactor() {
        @Override
        public String redact(String text) {
          return text.replace(SECRET, "***");
        }

        @Override
        public @Nullable Throwable redact(@Nullable Throwable throwable) {
          return throwable == null || !String.valueOf(throwable.getMessage()).contains(SECRET)
              ? throwable
              : new RuntimeException(redact(String.valueOf(throwable.getMessage())));
        }
      };

  static final Timeouts SHORT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  private static final ConnectionTypeDescriptor<?, ?> TYPE =
      ConnectionTypeDescriptor.<ManagedConnection<Object>, ConnectionConfiguration>builder(
              1, "Fake", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return ManagedConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return ConnectionConfiguration.class;
                }
              });

  private final ResilienceSettings resilience;
  private final @Nullable Executor executor;
  final EventHub hub = new EventHub();
  final Watchdog watchdog;
  final FakeEndpoint endpoint = new FakeEndpoint();
  final List<ConnectionEvent> events = Collections.synchronizedList(new ArrayList<>());
  final ManagedCore<FakeSettings, FakeEndpoint> core;

  CoreHarness() {
    this(SHORT, TimeSource.system());
  }

  CoreHarness(Timeouts timeouts, TimeSource time) {
    this(timeouts, time, Once.SETTINGS, null);
  }

  CoreHarness(
      Timeouts timeouts,
      TimeSource time,
      ResilienceSettings resilience,
      @Nullable Executor executor) {
    this.resilience = resilience;
    this.executor = executor;
    watchdog = new Watchdog(time);
    hub.subscribe(events::add);
    core = another("db", timeouts, time);
  }

  ManagedCore<FakeSettings, FakeEndpoint> another(String name, Timeouts timeouts, TimeSource time) {
    ConnectionSettings settings =
        ConnectionSettings.defaults(name, "Fake").withTimeouts(timeouts).withResilience(resilience);
    return new ManagedCore<>(
        name + "-1",
        TYPE,
        List.of(new EndpointContext<>("primary", new FakeSettings(), settings)),
        context -> endpoint,
        time,
        REDACTOR,
        hub,
        watchdog,
        () -> {},
        CallTelemetry.NONE,
        executor);
  }

  static Deadline in(Duration length) {
    return Deadline.after(length, TimeSource.system());
  }

  /** Waits until something is true; fails after ten seconds. */
  static void await(String what, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(10)) {
        throw new AssertionError("Waited in vain: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("Waited in vain for a latch");
      }
    } catch (InterruptedException interrupt) {
      throw new AssertionError("Interrupted while waiting", interrupt);
    }
  }

  @Override
  public void close() {
    core.close(in(Duration.ofMillis(100)));
    hub.close(Duration.ofSeconds(5));
    watchdog.close();
  }
}
