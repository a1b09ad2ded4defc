package dev.connections.internal.subscription;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.connection.ConnectionCoreFactory;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.Redactor;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The context of one connection to one or more servers, with the real runtime behind it. */
final class PushContext implements ConnectionContext<PushConnection.Settings>, AutoCloseable {

  private static final ConnectionTypeDescriptor<?, ?> TYPE =
      ConnectionTypeDescriptor.<ManagedConnection<Object>, ConnectionConfiguration>builder(
              8, "Push", "Test")
          .build(
              new ConnectionTypeDescriptor.Classes() {
                @Override
                public Class<?> connectionClass(int id) {
                  return ManagedConnection.class;
                }

                @Override
                public Class<?> configurationClass(int id) {
                  return PushConnection.Settings.class;
                }
              });

  final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  private final EventHub hub = new EventHub();
  private final Watchdog watchdog = new Watchdog(TimeSource.system());
  private final List<Integer> ports;
  private final ConnectionSettings settings =
      ConnectionSettings.defaults("push", "Push")
          .withTimeouts(CoreHarness.SHORT)
          .withBulkhead(
              new Bulkhead(OptionalInt.of(2), OptionalInt.empty(), Duration.ofMillis(100)))
          .withResilience(
              new ResilienceSettings(
                  Retry.DEFAULT,
                  Circuit.DEFAULT,
                  Optional.empty(),
                  new Monitoring(Duration.ofSeconds(1), 1, 1),
                  Failover.DEFAULT));
  private @Nullable ManagedCore<PushConnection.Settings, ?> core;

  PushContext(Integer... ports) {
    this.ports = List.of(ports);
    hub.subscribe(events::add);
  }

  ManagedCore<PushConnection.Settings, ?> managed() {
    return Objects.requireNonNull(core);
  }

  /** The endpoints, {@code primary} first, with a password. */
  List<EndpointContext<PushConnection.Settings>> endpoints(String password) {
    List<EndpointContext<PushConnection.Settings>> endpoints = new ArrayList<>();
    for (int port : ports) {
      endpoints.add(
          new EndpointContext<>(
              endpoints.isEmpty() ? "primary" : "standby",
              new PushConnection.Settings(port, password),
              settings));
    }
    return endpoints;
  }

  @Override
  public String name() {
    return "push";
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return TYPE;
  }

  @Override
  public PushConnection.Settings configuration() {
    return endpoints("old").get(0).configuration();
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
  public <E extends Endpoint> ConnectionCore<E> core(
      EndpointFactory<PushConnection.Settings, E> factory) {
    ManagedCore<PushConnection.Settings, E> made =
        new ConnectionCoreFactory(time(), redactor(), hub, watchdog, null)
            .create("push-1", TYPE, endpoints("old"), factory, () -> {}, CallTelemetry.NONE);
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
