package dev.connections.provider;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Factories with a mistake each. */
final class WrongFactories {

  private WrongFactories() {}

  /** Gives every connection the handle of the first. */
  static final class Sharing implements ConnectionFactory<FakeConnection, FakeConfiguration> {
    private final FakeSystem system;
    private @Nullable FakeConnection first;

    Sharing(FakeSystem system) {
      this.system = system;
    }

    @Override
    public FakeConnection create(ConnectionContext<FakeConfiguration> context) {
      FakeConnection shared = first;
      if (shared == null) {
        shared = new FakeHandle(context.core(made -> system.endpoint(context.name())));
        first = shared;
      }
      return shared;
    }
  }

  /** Asks for two cores. */
  record Greedy(FakeSystem system) implements ConnectionFactory<FakeConnection, FakeConfiguration> {

    @Override
    public FakeConnection create(ConnectionContext<FakeConfiguration> context) {
      context.core(made -> system.endpoint(context.name()));
      return new FakeHandle(context.core(made -> system.endpoint(context.name())));
    }
  }

  /** Fails, and says more than it should. */
  record Failing() implements ConnectionFactory<FakeConnection, FakeConfiguration> {

    @Override
    public FakeConnection create(ConnectionContext<FakeConfiguration> context) {
      throw new IllegalArgumentException(
          "no gateway for " + context.configuration().password().orElseThrow().reveal());
    }
  }

  /** Makes another connection than its type promises, as only an unchecked cast lets it. */
  @SuppressWarnings("unchecked") // the mistake that the test is about
  static ConnectionFactory<FakeConnection, FakeConfiguration> foreign(FakeSystem system) {
    return (ConnectionFactory<FakeConnection, FakeConfiguration>)
        (ConnectionFactory<?, ?>) new Foreign(system);
  }

  private record Foreign(FakeSystem system)
      implements ConnectionFactory<OtherFakeConnection, FakeConfiguration> {

    @Override
    public OtherFakeConnection create(ConnectionContext<FakeConfiguration> context) {
      return new ForeignHandle(context.core(made -> system.endpoint(context.name())));
    }
  }

  private record ForeignHandle(ConnectionCore<?> core) implements OtherFakeConnection {

    @Override
    public String name() {
      return core.name();
    }

    @Override
    public ConnectionTypeDescriptor<?, ?> type() {
      return core.type();
    }

    @Override
    public Integer client() {
      return 1;
    }

    @Override
    public void connect() {
      core.connect();
    }

    @Override
    public ConnectionSnapshot snapshot() {
      return core.snapshot();
    }

    @Override
    public Health health() {
      return core.health();
    }

    @Override
    public Health checkHealth() {
      return core.checkHealth();
    }
  }
}
