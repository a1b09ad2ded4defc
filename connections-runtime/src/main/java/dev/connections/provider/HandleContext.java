package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.Redactor;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the factory of one connection is given. The core is made by the factory's thread. */
final class HandleContext<S extends ConnectionConfiguration> implements ConnectionContext<S> {

  private final ConnectionPlan<?, S> plan;
  private final ProviderScope scope;
  private @Nullable ManagedCore<?, ?> core;

  HandleContext(ConnectionPlan<?, S> plan, ProviderScope scope) {
    this.plan = plan;
    this.scope = scope;
  }

  @Override
  public String name() {
    return plan.name();
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return plan.type().descriptor();
  }

  @Override
  public S configuration() {
    return plan.configuration();
  }

  @Override
  public ConnectionSettings settings() {
    return plan.settings();
  }

  @Override
  public TimeSource time() {
    return scope.time();
  }

  @Override
  public Redactor redactor() {
    return scope.redactor();
  }

  @Override
  public <C extends ManagedConnection<?>> Supplier<C> connection(
      String name, Class<C> connectionClass) {
    return scope.references().to(name, connectionClass, plan.name());
  }

  @Override
  public <E extends Endpoint> ConnectionCore<E> core(EndpointFactory<S, E> endpoints) {
    if (core != null) {
      throw new IllegalStateException(
          "core(…) was called twice; a connection has one core, which its handle delegates to");
    }
    ManagedCore<S, E> made = scope.core(plan, endpoints);
    core = made;
    return made;
  }

  /** The core that was asked for; null if none was. */
  @Nullable ManagedCore<?, ?> core() {
    return core;
  }
}
