package dev.connections.benchmarks;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.CoreConnection;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.Permit;
import dev.connections.spi.SocketFailures;
import java.sql.Connection;
import java.util.Map;

/**
 * A kind of connection whose only operation is the call that all alternatives make, so that what it
 * takes longer is the pipeline. All that the benchmarks know of the SPI is here.
 */
final class BorrowConnection extends CoreConnection<StubPool> {

  /** Nothing to configure. */
  record Configuration() implements ConnectionConfiguration {}

  private static final Operation BORROW = Operation.read("borrow");

  private final ConnectionCore<PoolEndpoint> core;

  BorrowConnection(ConnectionContext<Configuration> context, StubPool pool) {
    this.core = context.core(endpoint -> new PoolEndpoint(pool));
  }

  /** Borrows a connection of the pool and returns it, through the pipeline. */
  Connection borrowAndReturn() {
    return core.execute(BORROW, (endpoint, scope) -> endpoint.pool.borrowAndReturn());
  }

  /** Takes a permit, and leaves the pool alone. */
  Permit<PoolEndpoint> occupy() {
    return core.admit(BORROW);
  }

  @Override
  protected ConnectionCore<PoolEndpoint> core() {
    return core;
  }

  @Override
  public StubPool client() {
    return core.connect().pool;
  }

  /** The pool, which is there before it is opened. */
  static final class PoolEndpoint implements Endpoint {
    private final StubPool pool;

    PoolEndpoint(StubPool pool) {
      this.pool = pool;
    }

    @Override
    public ServerMetadata open(Deadline deadline) {
      return new ServerMetadata("stub", null, null, null, Map.of());
    }

    @Override
    public void probe(Deadline deadline) {}

    @Override
    public void abort() {}

    @Override
    public void close() {}

    @Override
    public int capacity() {
      return StubPool.SIZE;
    }

    @Override
    public FailureClassifier failures() {
      return SocketFailures.INSTANCE;
    }
  }
}
