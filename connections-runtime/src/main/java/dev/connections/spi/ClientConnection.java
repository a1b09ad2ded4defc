package dev.connections.spi;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedPool;
import dev.connections.spi.uses.DedicatedWork;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.spi.uses.SubscriptionSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reaches each of its endpoints through one thread-safe client, where users are
 * handed something else, such as a facade. Where they are handed that client, {@link
 * SharedConnection} is shorter. A subclass says how to open, probe and close the client; all else
 * has a default that can be overridden, or comes from the runtime.
 *
 * <p>An endpoint is known by what the constructor makes of its {@link EndpointContext}: the context
 * itself will do, unless a type keeps something for an endpoint before its client is open and after
 * it is closed, such as what its last opening found out.
 *
 * <p>Thread-safe. The methods that a subclass implements are called by threads of the runtime, at
 * most one of open and close of an endpoint at a time, and never from the constructor, except
 * {@link #capacity}.
 *
 * @param <N> what {@link #client()} hands out
 * @param <R> the client of an endpoint
 * @param <E> what an endpoint is known by
 */
public abstract class ClientConnection<N, R, E> extends CoreConnection<N> {

  /** An endpoint with the client through which it is reached. */
  public sealed interface Reached<R> extends Endpoint permits ClientEndpoint {

    /**
     * The client that is open now.
     *
     * @throws ConnectionClosedException if it was closed meanwhile
     */
    R client();
  }

  private final ConnectionCore<ClientEndpoint<R, E>> core;

  /**
   * Registers with the runtime; does no I/O.
   *
   * @param endpoints makes what an endpoint is known by, once for each endpoint and again when its
   *     settings change; {@link Function#identity()} where that is the context. Does no I/O; what
   *     it throws rejects the configuration
   */
  @SuppressWarnings("this-escape") // the runtime keeps the endpoint, and calls it when it is used
  protected <S extends ConnectionConfiguration> ClientConnection(
      ConnectionContext<S> context, Function<EndpointContext<S>, E> endpoints) {
    this.core = context.core(endpoint -> new ClientEndpoint<>(this, endpoints.apply(endpoint)));
  }

  /** Another view of a connection, with the same clients, lifecycle and pipeline. */
  protected ClientConnection(ClientConnection<N, R, E> shared) {
    this.core = shared.core;
  }

  /**
   * Opens the client. What it throws has left nothing open. Need not prove anything: {@link
   * #firstAnswer} is asked next.
   *
   * @param endpoint the one to which the client is to connect, with the settings of the moment: a
   *     new client is opened when they change
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract R openClient(E endpoint, Deadline deadline) throws Exception;

  /**
   * What the external system says of itself right after opening. By default the client is probed; a
   * type whose opening is an exchange by itself has the answer without another one.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected ServerMetadata firstAnswer(R client, Deadline deadline) throws Exception {
    return probeClient(client, deadline);
  }

  /**
   * Proves with one cheap exchange that the client works. Called whenever health is in doubt, and
   * after opening, where its answer is kept; but see {@link #firstAnswer}.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract ServerMetadata probeClient(R client, Deadline deadline) throws Exception;

  /** Releases the client. Called once for each that was opened. */
  protected abstract void closeClient(R client) throws Exception;

  /**
   * What an answer says of the external system's health. Asked right after {@link #probeClient} and
   * {@link #firstAnswer}, by the same thread; must not block. By default nothing: an answer alone
   * means that it is healthy.
   *
   * @param answer what has just been returned
   */
  protected ProbeResult finding(R client, ServerMetadata answer) {
    return ProbeResult.NOTHING;
  }

  /**
   * Finds out whether writes may be sent, before an endpoint takes over from another one. By
   * default one that answers its probe takes them; types whose servers may be read-only replicas
   * ask.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected boolean isWritable(R client, Deadline deadline) throws Exception {
    probeClient(client, deadline);
    return true;
  }

  /**
   * Whether {@link #position} can tell how far an endpoint is; see {@link
   * Endpoint#tellsPosition()}. False by default.
   */
  protected boolean tellsPosition(E endpoint) {
    return false;
  }

  /**
   * How far an endpoint is in the history of changes; see {@link Endpoint#position}.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected long position(R client, Deadline deadline) throws Exception {
    throw new UnsupportedOperationException("This type does not tell a position");
  }

  /**
   * The addresses that the endpoint's host names stand for now; see {@link Endpoint#addresses()}.
   * By default none, so that no name is followed; {@link HostAddresses} helps those that have one.
   */
  protected Set<String> addresses(E endpoint) throws Exception {
    return Set.of();
  }

  /** The numbers of the client's own pool; null, which is the default, if it has none. */
  protected @Nullable PoolStatistics pool(R client) {
    return null;
  }

  /**
   * Aborts the work in flight on a client that is about to be closed. Must not block. By default
   * nothing: the runtime cancels each attempt by itself.
   */
  protected void abortClient(R client) {}

  /**
   * How many operations make sense at once, where the configuration does not say; 64. Called from
   * the constructor too, so it may use nothing but its argument.
   */
  protected int capacity(E endpoint) {
    return 64;
  }

  /** The resources next to the client, each for one user at a time; by default none. */
  protected List<DedicatedPool<?>> dedicated(E endpoint) {
    return List.of();
  }

  /** Tells what the client library's exceptions mean; those of sockets by default. */
  protected FailureClassifier failures(E endpoint) {
    return SocketFailures.INSTANCE;
  }

  /**
   * The package of the type's implementation, whose frames are left out where a stack trace is to
   * show what the application did; with a dot at its end, those below it as well. By default that
   * of the subclass.
   */
  protected String implementationPackage() {
    return getClass().getPackageName();
  }

  /** The runtime's part of this connection. */
  @Override
  protected final ConnectionCore<? extends Reached<R>> core() {
    return core;
  }

  /**
   * Runs an operation on the client through the pipeline. Until the work says otherwise, a failure
   * is taken to have come after something was sent.
   */
  protected final <T extends @Nullable Object> T call(Operation operation, ClientWork<R, T> work) {
    return core.execute(operation, (endpoint, scope) -> work.run(endpoint.client(), scope));
  }

  /** As {@link #call}, on a thread of the executor; see {@link ConnectionCore#executeAsync}. */
  protected final <T extends @Nullable Object> CompletableFuture<T> callAsync(
      Operation operation, ClientWork<R, T> work) {
    return core.executeAsync(operation, (endpoint, scope) -> work.run(endpoint.client(), scope));
  }

  /**
   * As {@link #callAsync}, for a client that answers by itself: no thread waits for its answer, and
   * the work must not block; see {@link ConnectionCore#executeStage}.
   */
  protected final <T extends @Nullable Object> CompletableFuture<T> callStage(
      Operation operation, ClientStageWork<R, T> work) {
    return core.executeStage(operation, (endpoint, scope) -> work.start(endpoint.client(), scope));
  }

  /** Takes a dedicated resource; see {@link ConnectionCore#leaseDedicated}. */
  protected final <D> DedicatedLease<D> leaseDedicated(
      String pool, Class<D> of, Operation operation) {
    return core.leaseDedicated(pool, of, operation);
  }

  /** Does something with a dedicated resource; see {@link ConnectionCore#executeDedicated}. */
  protected final <D, T extends @Nullable Object> T callDedicated(
      String pool, Class<D> of, Operation operation, DedicatedWork<? super D, T> work) {
    return core.executeDedicated(pool, of, operation, work);
  }

  /** Opens a long-lived use of the client, and keeps it open; see {@link ConnectionCore}. */
  protected final ManagedSubscription subscribe(String name, SubscriptionSource<? super R> source) {
    return core.subscribe(
        name,
        new SubscriptionSource<ClientEndpoint<R, E>>() {
          @Override
          public OpenSubscription open(
              ClientEndpoint<R, E> endpoint, SubscriptionScope scope, Deadline deadline)
              throws Exception {
            return source.open(endpoint.client(), scope, deadline);
          }

          @Override
          public int buffer() {
            return source.buffer();
          }
        });
  }

  /** The client in use now, opened if need be; null if it was just replaced. */
  final @Nullable R opened() {
    return core.connect().opened();
  }
}
