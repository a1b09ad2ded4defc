package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.connection.ConnectionCoreFactory;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of one connection of a test, with the real runtime behind it. */
public abstract class RuntimeContext<S extends ConnectionConfiguration>
    implements ConnectionContext<S>, AutoCloseable {

  /** Looked through while events arrive. */
  public final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

  private final EventHub hub = new EventHub();
  private final Watchdog watchdog = new Watchdog(TimeSource.system());
  private final ConnectionTypeDescriptor<?, ?> type;
  private final ConnectionSettings settings;
  private @Nullable ManagedCore<S, ?> core;

  protected RuntimeContext(int typeId, Class<S> configuration, ConnectionSettings settings) {
    this.settings = settings;
    this.type =
        ConnectionTypeDescriptor.<ManagedConnection<Object>, ConnectionConfiguration>builder(
                typeId, settings.type(), "Test")
            .build(
                new ConnectionTypeDescriptor.Classes() {
                  @Override
                  public Class<?> connectionClass(int id) {
                    return ManagedConnection.class;
                  }

                  @Override
                  public Class<?> configurationClass(int id) {
                    return configuration;
                  }
                });
    hub.subscribe(events::add);
  }

  /** The endpoints that the connection has at first. */
  protected abstract List<EndpointContext<S>> endpoints();

  public ManagedCore<S, ?> managed() {
    return Objects.requireNonNull(core);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return type;
  }

  @Override
  public S configuration() {
    return endpoints().get(0).configuration();
  }

  @Override
  public <C extends ManagedConnection<?>> Supplier<C> connection(
      String name, Class<C> connectionClass) {
    throw new UnsupportedOperationException("A single connection has no others: " + name);
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
  public <E extends Endpoint> ConnectionCore<E> core(EndpointFactory<S, E> factory) {
    ManagedCore<S, E> made =
        new ConnectionCoreFactory(time(), redactor(), hub, watchdog, null)
            .create(name() + "-1", type, endpoints(), factory, () -> {}, CallTelemetry.NONE);
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
