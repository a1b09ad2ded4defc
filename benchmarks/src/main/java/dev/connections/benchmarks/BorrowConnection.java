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
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A type of connection whose only operation is the call that all alternatives make, so that what it
 * takes longer is the pipeline. All that the benchmarks know of the SPI is here.
 */
final class BorrowConnection extends CoreConnection<StubPool> {

  /** Nothing to configure. */
  record Configuration() implements ConnectionConfiguration {}

  private static final Operation BORROW = Operation.read("borrow");

  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final ConnectionCore<PoolEndpoint> core;
  private volatile boolean lost;

  /**
   * Makes one.
   *
   * @param port where a server must be for it to open; 0 for none
   */
  BorrowConnection(ConnectionContext<Configuration> context, StubPool pool, int port) {
    this.core = context.core(endpoint -> new PoolEndpoint(pool, port, () -> lost));
  }

  /** Borrows a connection of the pool and returns it, through the pipeline. */
  Connection borrowAndReturn() {
    return core.execute(BORROW, (endpoint, scope) -> endpoint.pool.borrowAndReturn());
  }

  /** Fails as a lost server would, through the pipeline. */
  Connection fail() {
    return core.execute(
        BORROW,
        (endpoint, scope) -> {
          throw REFUSED;
        });
  }

  /** Lets its server be gone from now on: it cannot be opened again, and answers no probe. */
  void lose() {
    lost = true;
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
    private final int port;
    private final BooleanSupplier lost;

    PoolEndpoint(StubPool pool, int port, BooleanSupplier lost) {
      this.pool = pool;
      this.port = port;
      this.lost = lost;
    }

    @Override
    public ServerMetadata open(Deadline deadline) throws IOException {
      probe(deadline);
      if (port != 0) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      }
      return new ServerMetadata("stub", null, null, null, Map.of());
    }

    @Override
    public void probe(Deadline deadline) throws ConnectException {
      if (lost.getAsBoolean()) {
        throw REFUSED;
      }
    }

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
