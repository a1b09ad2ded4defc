package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.connection.ConnectionCoreFactory;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.connection.Once;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The context of one connection, with the real runtime behind it. */
public final class TestContext implements ConnectionContext<TestContext.Settings>, AutoCloseable {

  record Settings() implements ConnectionConfiguration {}

  private static final ConnectionTypeDescriptor<?, ?> TYPE =
      ConnectionTypeDescriptor.<ManagedConnection<Object>, ConnectionConfiguration>builder(
              7, "Echo", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return ManagedConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return Settings.class;
                }
              });

  /** Looked through while events arrive. */
  public final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

  private final EventHub hub = new EventHub();
  private final Watchdog watchdog = new Watchdog(TimeSource.system());
  private final ConnectionSettings settings;
  private @Nullable ManagedCore<?, ?> core;

  public TestContext() {
    this(ConnectionSettings.Bulkhead.DEFAULT);
  }

  public TestContext(ConnectionSettings.Bulkhead bulkhead) {
    hub.subscribe(events::add);
    settings =
        ConnectionSettings.defaults("echo", "Echo")
            .withResilience(Once.SETTINGS)
            .withBulkhead(bulkhead)
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5)));
  }

  public ManagedCore<?, ?> managed() {
    return Objects.requireNonNull(core);
  }

  public static void await(String what, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > 10_000_000_000L) {
        throw new AssertionError("Waited in vain: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return TYPE;
  }

  @Override
  public Settings configuration() {
    return new Settings();
  }

  @Override
  public ConnectionSettings settings() {
    return settings;
  }

  @Override
  public TimeSource time() {
    return TimeSource.system();
  }

  @Override
  public Redactor redactor() {
    return new Redactor() {
      @Override
      public String redact(String text) {
        return text;
      }

      @Override
      public @Nullable Throwable redact(@Nullable Throwable throwable) {
        return throwable;
      }
    };
  }

  @Override
  public <E extends Endpoint> ConnectionCore<E> core(EndpointFactory<Settings, E> endpoints) {
    ManagedCore<Settings, E> made =
        new ConnectionCoreFactory(time(), redactor(), hub, watchdog, null)
            .create(
                "echo-1",
                TYPE,
                List.of(new EndpointContext<>("primary", configuration(), settings)),
                endpoints,
                () -> {},
                CallTelemetry.NONE);
    core = made;
    return made;
  }

  @Override
  public void close() {
    managed().close(Deadline.after(Duration.ofSeconds(1), time()));
    hub.close(Duration.ofSeconds(5));
    watchdog.close();
  }
}
