package dev.connections.provider;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionControl;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ListenerRegistration;
import dev.connections.ManagedConnection;
import dev.connections.ReloadReport;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.Health;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The provider: asks its directory, its health round and its shutdown. */
final class DefaultConnectionProvider implements ConnectionProvider {

  private final ConnectionDirectory directory;
  private final List<ConnectionTypeDescriptor<?, ?>> types;
  private final ProviderScope scope;
  private final HealthRound health;
  private final SnapshotRound snapshots;
  private final Reload reload;
  private final Shutdown shutdown;

  DefaultConnectionProvider(
      ConnectionDirectory directory,
      List<ConnectionTypeDescriptor<?, ?>> types,
      ProviderScope scope,
      HealthRound health,
      SnapshotRound snapshots,
      Reload reload,
      Shutdown shutdown) {
    this.directory = directory;
    this.types = types;
    this.scope = scope;
    this.health = health;
    this.snapshots = snapshots;
    this.reload = reload;
    this.shutdown = shutdown;
  }

  @Override
  public List<String> names() {
    return directory.names();
  }

  @Override
  public <C extends ManagedConnection<?>> C get(ConnectionKey<C> key) {
    return get(key.name(), key.connectionClass());
  }

  @Override
  public <C extends ManagedConnection<?>> C get(ConnectionTypeDescriptor<C, ?> type, String name) {
    rejectIfClosed(name);
    return directory.as(type.connectionClass(), directory.ofType(type, name));
  }

  @Override
  public <C extends ManagedConnection<?>> C get(String name, Class<C> connectionClass) {
    rejectIfClosed(name);
    return directory.as(connectionClass, directory.named(name));
  }

  @Override
  public ManagedConnection<?> get(String name) {
    rejectIfClosed(name);
    return directory.named(name).handle();
  }

  @Override
  public <C extends ManagedConnection<?>> C get(int configurationId, Class<C> connectionClass) {
    rejectIfClosed("id " + configurationId);
    return directory.as(connectionClass, directory.withId(configurationId));
  }

  @Override
  public ManagedConnection<?> get(int configurationId) {
    rejectIfClosed("id " + configurationId);
    return directory.withId(configurationId).handle();
  }

  @Override
  public <C extends ManagedConnection<?>, S extends ConnectionConfiguration> C get(
      ConnectionTypeDescriptor<C, S> type, S configuration) {
    rejectIfClosed("type " + type);
    return directory.as(type.connectionClass(), directory.configuredAs(type, configuration));
  }

  @Override
  public ManagedConnection<?> get(ConnectionConfiguration configuration) {
    rejectIfClosed(configuration.getClass().getSimpleName());
    return directory.configuredAs(null, configuration).handle();
  }

  @Override
  public <S extends ConnectionConfiguration> S configuration(
      ConnectionTypeDescriptor<?, S> type, String name) {
    return type.configurationClass().cast(directory.ofType(type, name).plan().configuration());
  }

  @Override
  public void require(Collection<? extends ConnectionKey<?>> keys) {
    directory.require(keys);
  }

  @Override
  public List<ConnectionTypeDescriptor<?, ?>> types() {
    return types;
  }

  @Override
  public ConnectionControl control(String name) {
    rejectIfClosed(name);
    return directory.named(name).core();
  }

  @Override
  public ReloadReport reload() {
    return reload.reload();
  }

  @Override
  public ConnectionsSnapshot snapshot() {
    return snapshots.take();
  }

  @Override
  public Map<String, Health> checkHealth(Duration deadline) {
    return health.check(deadline);
  }

  @Override
  public ListenerRegistration subscribe(ConnectionListener listener) {
    return scope.events().subscribe(listener);
  }

  @Override
  public CloseReport close(Duration deadline) {
    return shutdown.close(deadline);
  }

  @Override
  public void close() {
    shutdown.close();
  }

  private void rejectIfClosed(String subject) {
    if (shutdown.hasBegun()) {
      throw new ConnectionClosedException(
          Diagnosis.of(subject, "the provider is closed")
              .nextStep("take connections before the provider is closed, and close it last")
              .build(),
          null);
    }
  }
}
