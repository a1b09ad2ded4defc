package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.pooling.PooledConnection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client is thread-safe: one serves everybody. A subclass says how to open,
 * probe and close it; everything else comes from the runtime. Clients that serve one user at a time
 * need {@link PooledConnection} instead.
 *
 * <p>Thread-safe. The abstract methods are called by threads of the runtime, at most one of open
 * and close at a time, and never from the constructor.
 *
 * @param <R> the client
 * @param <S> the configuration record
 */
public abstract class SharedConnection<R, S extends ConnectionConfiguration>
    extends CoreConnection<R> {

  private final ConnectionCore<ClientEndpoint> core;

  /** A client with what {@link #client()} hands out for it. */
  private record Opened<R>(R client, R guarded) {}

  /** Registers with the runtime; does no I/O. */
  @SuppressWarnings("this-escape") // the runtime keeps the endpoint, and calls it when it is used
  protected SharedConnection(ConnectionContext<S> context) {
    this.core = context.core(endpoint -> new ClientEndpoint(endpoint.configuration()));
  }

  /**
   * Opens the client. What it throws has left nothing open.
   *
   * @param settings those of the endpoint to which the client is to connect
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract R openClient(S settings, Deadline deadline) throws Exception;

  /**
   * Proves with one cheap exchange that the client works. Called after opening, where its answer is
   * kept, and whenever health is in doubt.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract ServerMetadata probeClient(R client, Deadline deadline) throws Exception;

  /** Releases the client. Called once for each that was opened. */
  protected abstract void closeClient(R client) throws Exception;

  /** How many operations make sense at once, where the configuration does not say; 64. */
  protected int capacity() {
    return 64;
  }

  /** Tells what the client library's exceptions mean; those of sockets by default. */
  protected FailureClassifier failures() {
    return SocketFailures.INSTANCE;
  }

  /** What {@link #client()} hands out for a client that was opened; the client by default. */
  protected R guard(R client) {
    return client;
  }

  /** The runtime's part of this connection. */
  @Override
  protected final ConnectionCore<?> core() {
    return core;
  }

  /**
   * Runs an operation on the client through the pipeline. Until the work says otherwise, a failure
   * is taken to have come after something was sent.
   */
  protected final <T extends @Nullable Object> T call(Operation operation, ClientWork<R, T> work) {
    return core.execute(
        operation, (endpoint, scope) -> work.run(endpoint.current().client(), scope));
  }

  /** As {@link #call}, on a thread of the executor; see {@link ConnectionCore#executeAsync}. */
  protected final <T extends @Nullable Object> CompletableFuture<T> callAsync(
      Operation operation, ClientWork<R, T> work) {
    return core.executeAsync(
        operation, (endpoint, scope) -> work.run(endpoint.current().client(), scope));
  }

  /**
   * As {@link #callAsync}, for a client that answers by itself: no thread waits for its answer, and
   * the work must not block; see {@link ConnectionCore#executeStage}.
   */
  protected final <T extends @Nullable Object> CompletableFuture<T> callStage(
      Operation operation, ClientStageWork<R, T> work) {
    return core.executeStage(
        operation, (endpoint, scope) -> work.start(endpoint.current().client(), scope));
  }

  @Override
  public R client() {
    while (true) {
      Opened<R> current = core.connect().opened;
      if (current != null) { // else it was just replaced: the runtime is opening the next one
        return current.guarded();
      }
    }
  }

  private final class ClientEndpoint implements Endpoint {

    private final S settings;
    private volatile @Nullable Opened<R> opened;

    ClientEndpoint(S settings) {
      this.settings = settings;
    }

    Opened<R> current() {
      return Objects.requireNonNull(opened, "the runtime lets nobody in before the client is open");
    }

    @Override
    public ServerMetadata open(Deadline deadline) throws Exception {
      R client = openClient(settings, deadline);
      try {
        ServerMetadata server = probeClient(client, deadline);
        opened = new Opened<>(client, guard(client));
        return server;
      } catch (Exception | Error failure) {
        Closing.suppressed(failure, () -> closeClient(client));
        throw failure;
      }
    }

    @Override
    public void probe(Deadline deadline) throws Exception {
      probeClient(current().client(), deadline);
    }

    @Override
    public void abort() {
      // The runtime cancels each attempt by itself; the client has nothing lent beside those.
    }

    @Override
    public void close() throws Exception {
      Opened<R> closing = opened;
      opened = null;
      if (closing != null) {
        closeClient(closing.client());
      }
    }

    @Override
    public int capacity() {
      return SharedConnection.this.capacity();
    }

    @Override
    public FailureClassifier failures() {
      return SharedConnection.this.failures();
    }
  }
}
