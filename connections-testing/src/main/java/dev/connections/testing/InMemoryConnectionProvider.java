package dev.connections.testing;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionControl;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ListenerRegistration;
import dev.connections.ManagedConnection;
import dev.connections.ReloadReport;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A provider of connections that a test made itself: no configuration, no external system.
 *
 * <pre>{@code
 * ConnectionProvider connections =
 *     InMemoryConnectionProvider.builder().with("orders-db", SqlConnection.class, fake).build();
 * new OrderService(connections).place(order);
 * }</pre>
 *
 * <p>It is as strict as a real one: unknown names, wrong types and uses after close are rejected in
 * the same way. Nothing happens by itself: no probing, no events but those that a test {@linkplain
 * #publish publishes}. Thread-safe.
 */
public final class InMemoryConnectionProvider implements ConnectionProvider {

  private final InMemoryDirectory directory;
  private final TimeSource time;
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock closing = new ReentrantLock();
  private volatile @Nullable CloseReport report;

  private InMemoryConnectionProvider(Builder builder) {
    this.directory = new InMemoryDirectory(new ArrayList<>(builder.entries.values()));
    this.time = builder.time;
  }

  /** Begins a provider with no connections. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<String> names() {
    return directory.names();
  }

  @Override
  public <C extends ManagedConnection<?>> C get(ConnectionKey<C> key) {
    return get(key.name(), key.connectionClass());
  }

  /**
   * The connection with this name, which must be of this type, or a fake of {@link
   * FakeManagedConnection#TYPE no type in particular} that is an instance of the type's class.
   */
  @Override
  public <C extends ManagedConnection<?>> C get(ConnectionTypeDescriptor<C, ?> type, String name) {
    return openFor(name).ofType(type, name).as(type.connectionClass());
  }

  @Override
  public <C extends ManagedConnection<?>> C get(String name, Class<C> connectionClass) {
    return openFor(name).named(name).as(connectionClass);
  }

  @Override
  public ManagedConnection<?> get(String name) {
    return openFor(name).named(name).connection();
  }

  @Override
  public <C extends ManagedConnection<?>> C get(int configurationId, Class<C> connectionClass) {
    return openFor("id " + configurationId).withId(configurationId).as(connectionClass);
  }

  @Override
  public ManagedConnection<?> get(int configurationId) {
    return openFor("id " + configurationId).withId(configurationId).connection();
  }

  @Override
  public <C extends ManagedConnection<?>, S extends ConnectionConfiguration> C get(
      ConnectionTypeDescriptor<C, S> type, S configuration) {
    return openFor("type " + type).configuredAs(type, configuration).as(type.connectionClass());
  }

  @Override
  public ManagedConnection<?> get(ConnectionConfiguration configuration) {
    return openFor(configuration.getClass().getSimpleName())
        .configuredAs(null, configuration)
        .connection();
  }

  /**
   * The settings given for a connection by {@link Builder#configuration}.
   *
   * @throws ConnectionConfigurationException if none were
   */
  @Override
  public <S extends ConnectionConfiguration> S configuration(
      ConnectionTypeDescriptor<?, S> type, String name) {
    return type.configurationClass().cast(directory.ofType(type, name).settings());
  }

  @Override
  public void require(Collection<? extends ConnectionKey<?>> keys) {
    directory.require(keys);
  }

  /** The types of the connections it holds, by id. */
  @Override
  public List<ConnectionTypeDescriptor<?, ?>> types() {
    List<ConnectionTypeDescriptor<?, ?>> types = new ArrayList<>();
    for (InMemoryEntry entry : directory.entries()) {
      if (!types.contains(entry.connection().type())) {
        types.add(entry.connection().type());
      }
    }
    types.sort(Comparator.comparingInt(ConnectionTypeDescriptor::id));
    return List.copyOf(types);
  }

  /**
   * Fakes have nothing to operate: what their system does is the test's to say.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public ConnectionControl control(String name) {
    openFor(name).named(name);
    throw new UnsupportedOperationException(
        name + " is a fake: set the state of its system with failWith, recover or health");
  }

  /** There is no file behind it: nothing ever changes. */
  @Override
  public ReloadReport reload() {
    return new ReloadReport(
        Duration.ZERO,
        directory.entries().stream()
            .map(
                entry -> new ReloadReport.Entry(entry.name(), ReloadReport.Outcome.UNCHANGED, null))
            .toList(),
        Optional.empty());
  }

  /** What the connections say of themselves. */
  @Override
  public ConnectionsSnapshot snapshot() {
    List<ConnectionSnapshot> connections = new ArrayList<>();
    directory.entries().forEach(entry -> connections.add(entry.connection().snapshot()));
    return new ConnectionsSnapshot(time.now(), List.copyOf(connections), 0);
  }

  /** What the connections say of their health, one after the other, without a limit. */
  @Override
  public Map<String, Health> checkHealth(Duration deadline) {
    Map<String, Health> health = new LinkedHashMap<>();
    directory
        .entries()
        .forEach(entry -> health.put(entry.name(), entry.connection().checkHealth()));
    return health;
  }

  @Override
  public ListenerRegistration subscribe(ConnectionListener listener) {
    Listening listening = new Listening(listener);
    listeners.add(listening);
    return () -> listeners.remove(listening);
  }

  /** Tells all listeners of an event, now and by this thread. */
  public void publish(ConnectionEvent event) {
    listeners.forEach(listening -> listening.listener().onEvent(event));
  }

  /**
   * Ends all fakes, the last one first, without waiting: what a {@link FakeLeasingConnection} has
   * lent and not got back is reported as aborted. Later calls give the first one's report.
   */
  @Override
  public CloseReport close(Duration deadline) {
    closing.lock();
    try {
      CloseReport done = report;
      if (done == null) {
        done = new CloseReport(Duration.ZERO, directory.endAll());
        report = done;
      }
      return done;
    } finally {
      closing.unlock();
    }
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** The names. */
  @Override
  public String toString() {
    return "InMemoryConnectionProvider" + names();
  }

  private InMemoryDirectory openFor(String subject) {
    if (report != null) {
      throw new ConnectionClosedException(
          Diagnosis.of(subject, "the provider is closed")
              .nextStep("take connections before the provider is closed, and close it last")
              .build(),
          null);
    }
    return directory;
  }

  /** One registration; the same listener may be registered twice. */
  private static final class Listening {
    private final ConnectionListener listener;

    Listening(ConnectionListener listener) {
      this.listener = listener;
    }

    ConnectionListener listener() {
      return listener;
    }
  }

  /** Gathers the connections. Not thread-safe. */
  public static final class Builder {
    private final Map<String, InMemoryEntry> entries = new LinkedHashMap<>();
    private TimeSource time = TimeSource.system();

    private Builder() {}

    /**
     * Adds a connection.
     *
     * @param name what it is asked for by
     * @param connectionClass what users hold it as; for the compiler alone, as a fake is often more
     *     than that
     * @param connection the connection; usually a {@link FakeManagedConnection}
     * @throws IllegalArgumentException if the name is taken
     */
    public <C extends ManagedConnection<?>> Builder with(
        String name, Class<C> connectionClass, C connection) {
      Objects.requireNonNull(connectionClass);
      if (entries.putIfAbsent(name, new InMemoryEntry(name, connection, null, null)) != null) {
        throw new IllegalArgumentException("There is a connection named '" + name + "' already");
      }
      return this;
    }

    /**
     * Gives a connection the numeric id it can be asked for by.
     *
     * @throws IllegalArgumentException if there is no connection of this name
     */
    public Builder id(String name, int id) {
      entries.put(name, entry(name).withId(id));
      return this;
    }

    /**
     * Gives a connection the settings it can be asked for by.
     *
     * @throws IllegalArgumentException if there is no connection of this name
     */
    public Builder configuration(String name, ConnectionConfiguration configuration) {
      entries.put(name, entry(name).withConfiguration(configuration));
      return this;
    }

    /** The clock that dates snapshots; the system's by default. */
    public Builder time(TimeSource time) {
      this.time = time;
      return this;
    }

    /** The provider. */
    public InMemoryConnectionProvider build() {
      return new InMemoryConnectionProvider(this);
    }

    private InMemoryEntry entry(String name) {
      InMemoryEntry entry = entries.get(name);
      if (entry == null) {
        throw new IllegalArgumentException(
            "There is no connection named '" + name + "'; add it with 'with' first");
      }
      return entry;
    }
  }
}
