package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.telemetry.TelemetrySearch;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Gathers what a provider is opened with. Not thread-safe. */
public final class ConnectionProviderBuilder {

  private final List<ConnectionTypeSource> sources = new ArrayList<>();
  private final List<ConnectionKey<?>> required = new ArrayList<>();
  private final List<ConnectionListener> listeners = new ArrayList<>();
  private @Nullable ConnectionsConfiguration configuration;
  private TimeSource time = TimeSource.system();
  private @Nullable Duration reloadEvery;
  private @Nullable OpenTelemetry openTelemetry;
  private @Nullable Executor executor;

  ConnectionProviderBuilder() {}

  /** Where the configuration comes from. Required. */
  public ConnectionProviderBuilder configuration(ConnectionsConfiguration configuration) {
    this.configuration = configuration;
    return this;
  }

  /**
   * The types of a registry. May be called any number of times; a type that several registries
   * include counts once.
   */
  public ConnectionProviderBuilder types(ConnectionTypeSource types) {
    sources.add(types);
    return this;
  }

  /** A type that is known only at run time. */
  public <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      ConnectionProviderBuilder register(
          ConnectionTypeDescriptor<C, S> type,
          ConnectionFactory<C, S> factory,
          ConfigurationBinder<S> binder) {
    return types(new SingleTypeSource<>(type, factory, binder));
  }

  /** Connections that must be configured, with what they must be. */
  public ConnectionProviderBuilder require(Collection<? extends ConnectionKey<?>> keys) {
    required.addAll(keys);
    return this;
  }

  /** A listener that hears everything from the first event on. */
  public ConnectionProviderBuilder listener(ConnectionListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Where time comes from; the system's clocks by default. */
  public ConnectionProviderBuilder time(TimeSource time) {
    this.time = time;
    return this;
  }

  /**
   * {@linkplain ConnectionProvider#reload() Reloads} when the content of the configuration's files,
   * or of a file that a secret is read from, has changed; by default never. What is behind keys of
   * a {@link dev.connections.SecretResolver} is read by each reload, but not looked at. A rejected
   * configuration is reported once, and nothing is changed, until the content is another one;
   * opening a client that could not be opened is retried after 30 s.
   *
   * @param interval how often to look; positive
   * @throws IllegalArgumentException if the interval is not positive
   */
  public ConnectionProviderBuilder reloadEvery(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "The interval of looking for a new configuration must be positive, but was " + interval);
    }
    this.reloadEvery = interval;
    return this;
  }

  /**
   * Receives spans and metrics of calls and states; see {@code docs/telemetry.md}.
   *
   * <p>By default the process's own, {@code GlobalOpenTelemetry}, if it has been set by the time
   * the provider is opened, as by OpenTelemetry's agent; asking for it does not set it. Otherwise
   * none, which costs nothing. {@code OpenTelemetry.noop()} switches telemetry off. Closing the
   * provider ends what it registered, and leaves this object open.
   */
  public ConnectionProviderBuilder openTelemetry(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
    return this;
  }

  /**
   * Runs the asynchronous calls of all connections. It blocks as long as they take, so it should
   * have threads to spare; its owner shuts it down, after the provider. Without one, each
   * connection uses virtual threads, or before Java 21 daemon threads of its own: as many as its
   * bulkhead has permits, with a queue as long as the bulkhead's line.
   */
  public ConnectionProviderBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * Reads the configuration, makes all handles and opens those that must be open at start, in
   * parallel and each within its connect timeout. If that fails, everything is closed again.
   *
   * @throws dev.connections.failure.ConnectionConfigurationException with everything that is wrong
   * @throws dev.connections.failure.ConnectionException with a table of every connection that must
   *     be open at start and could not be opened
   * @throws IllegalStateException if no configuration was given
   */
  public ConnectionProvider open() {
    TelemetrySearch telemetry = TelemetrySearch.begin(openTelemetry);
    return assembly().open(List.copyOf(listeners), telemetry);
  }

  /**
   * Does everything that {@link #open()} does up to opening connections: reads the configuration,
   * binds it, checks for drift if the configuration asks for it, and lets the factories make the
   * handles, which are discarded. For tests and build steps. It needs the secrets and files that
   * the configuration refers to, and no external system.
   *
   * @throws dev.connections.failure.ConnectionConfigurationException with everything that is wrong
   * @throws IllegalStateException if no configuration was given
   */
  public void verify() {
    assembly().verify();
  }

  /**
   * Every setting that is in effect, defaults included, one line each, such as {@code
   * connections.orders-db.pool.maxSize = 10 (default)}: the value as it was written, and where. A
   * secret is shown as the reference to it. Reads and binds the configuration, and opens nothing.
   *
   * @throws dev.connections.failure.ConnectionConfigurationException with everything that is wrong
   * @throws IllegalStateException if no configuration was given
   */
  public List<String> effectiveSettings() {
    ConfigurationPlanner planner = planner(TypeCatalogue.of(sources));
    planner.plan(configured()); // reports everything that is wrong
    return planner.effectiveSettings(configured());
  }

  /** Reads the configuration; what is to be done with it is up to the caller. */
  private ProviderAssembly assembly() {
    ConnectionsConfiguration recipe = configured();
    TypeCatalogue types = TypeCatalogue.of(sources);
    ConfigurationPlanner planner = planner(types);
    return new ProviderAssembly(
        recipe,
        planner,
        planner.plan(recipe),
        types,
        List.copyOf(required),
        time,
        executor,
        reloadEvery);
  }

  private ConfigurationPlanner planner(TypeCatalogue types) {
    return new ConfigurationPlanner(types, List.copyOf(required), DriftInspection.of(sources));
  }

  private ConnectionsConfiguration configured() {
    if (configuration == null) {
      throw new IllegalStateException(
          "Call configuration(…) first: a provider opens what a configuration names");
    }
    return configuration;
  }
}
