package dev.connections.provider;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.spi.Permit;
import java.util.concurrent.Callable;

/** What users of the fake types hold. */
public interface FakeConnection extends ManagedConnection<String> {

  /** Takes something that outlives the call; the caller closes it. */
  Permit<?> hold(Operation operation);

  /** Does something as one call. */
  void work(Operation operation, Callable<?> work);
}
