package dev.connections.provider;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Operation;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Permit;
import java.util.concurrent.Callable;

/** Delegates everything to its core, as every handle does. */
class FakeHandle implements FakeConnection {

  private final ConnectionCore<?> core;

  FakeHandle(ConnectionCore<?> core) {
    this.core = core;
  }

  @Override
  public Permit<?> hold(Operation operation) {
    return core.admit(operation);
  }

  @Override
  public String name() {
    return core.name();
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return core.type();
  }

  @Override
  public String client() {
    return core.execute(Operation.read("client"), (endpoint, scope) -> "client of " + core.name());
  }

  @Override
  public void work(Operation operation, Callable<?> work) {
    core.execute(operation, (endpoint, scope) -> work.call());
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
