package dev.connections.pooling;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.Lease;
import dev.connections.LeaseFunction;
import dev.connections.Leasing;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Closing;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.CoreConnection;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.Permit;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.SharedConnection;
import dev.connections.spi.SocketFailures;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose resources serve one user at a time, such as the sockets of a plain protocol: a
 * bounded pool lends them. A subclass says how to open, probe, cancel and close one; everything
 * else comes from the runtime. A client that is thread-safe needs {@link SharedConnection} instead.
 *
 * <p>A resource goes back to the pool only after work that returned, or failed with an answer that
 * was read to its end; in all other cases it is unknown what is still on the wire, and it is
 * closed.
 *
 * <p>Thread-safe. The abstract methods are called by the threads that use the connection and by
 * threads of the runtime, for one resource by one thread at a time except {@link #cancelResource},
 * and never from the constructor.
 *
 * @param <L> the resource
 * @param <S> the configuration record
 */
public abstract class PooledConnection<L, S extends ConnectionConfiguration>
    extends CoreConnection<Leasing<L>> implements Leasing<L> {

  private final TimeSource time;
  private final ConnectionCore<PoolEndpoint> core;

  /**
   * Registers with the runtime; does no I/O.
   *
   * @param pool finds the pool's settings in the configuration
   */
  @SuppressWarnings("this-escape") // the runtime keeps the endpoint, and calls it when it is used
  protected PooledConnection(ConnectionContext<S> context, Function<S, LeasePoolSettings> pool) {
    this.time = context.time();
    this.core =
        context.core(endpoint -> new PoolEndpoint(endpoint, pool.apply(endpoint.configuration())));
  }

  /**
   * Opens one resource. What it throws has left nothing open.
   *
   * @param endpoint the one to which it is to connect, with the settings of the moment: a new pool
   *     takes the place of this one when they change
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract L openResource(EndpointContext<S> endpoint, Deadline deadline)
      throws Exception;

  /**
   * Proves with one cheap exchange that a resource works.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected abstract ServerMetadata probeResource(L resource, Deadline deadline) throws Exception;

  /**
   * What the answer to a probe says of the external system's health. Asked right after {@link
   * #probeResource}, by the same thread; must not block. By default nothing: an answer alone means
   * that it is healthy.
   *
   * @param answer what the probe has just returned
   */
  protected ProbeResult finding(L resource, ServerMetadata answer) {
    return ProbeResult.NOTHING;
  }

  /**
   * The addresses that the endpoint's host names stand for now; see {@link Endpoint#addresses()}.
   * By default none, so that no name is followed; {@link HostAddresses} helps those that have one.
   */
  protected Set<String> addresses(EndpointContext<S> endpoint) throws Exception {
    return Set.of();
  }

  /**
   * Finds out whether the external system takes writes on this resource, before it takes over from
   * another one. By default one that answers its probe does.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected boolean isWritable(L resource, Deadline deadline) throws Exception {
    probeResource(resource, deadline);
    return true;
  }

  /**
   * Makes a resource fit for its next user, before it goes back to the pool; a failure closes it.
   * It belongs to the call: what takes too long is canceled as the work is.
   */
  protected void resetResource(L resource) throws Exception {}

  /**
   * Aborts the exchange in flight, from another thread than the one that waits for it: usually
   * closes the socket. Must not block. The resource is closed afterwards, never lent again.
   */
  protected abstract void cancelResource(L resource);

  /** Closes a resource; also one that is broken or was canceled. */
  protected abstract void closeResource(L resource) throws Exception;

  /**
   * How many exchanges a resource has completed successfully since it was opened; negative, which
   * is the default, if it does not count. Must not block. Work may make several exchanges, and
   * proof that the last one did nothing says nothing of the others: only with this number can a
   * failure of the first one be distinguished from one that came later.
   */
  protected long exchanges(L resource) {
    return -1;
  }

  /** Explains what the protocol's exceptions mean; those of sockets by default. */
  protected FailureClassifier failures() {
    return SocketFailures.INSTANCE;
  }

  /** The runtime's part of this connection. */
  @Override
  protected final ConnectionCore<?> core() {
    return core;
  }

  @Override
  public <T extends @Nullable Object> T execute(
      Operation operation, LeaseFunction<? super L, T> work) {
    return core.execute(operation, (endpoint, scope) -> onLoan(endpoint, scope, work));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super L, T> work) {
    return core.executeAsync(operation, (endpoint, scope) -> onLoan(endpoint, scope, work));
  }

  private <T extends @Nullable Object> T onLoan(
      PoolEndpoint endpoint, AttemptScope scope, LeaseFunction<? super L, T> work)
      throws Exception {
    Loan<L> loan = endpoint.openPool().borrow(scope.deadline(), scope::enter, scope::onAbandon);
    long before = exchanges(loan.resource());
    boolean reusable = false;
    try {
      scope.onAbandon(loan::abandon);
      scope.onCancel(loan::cancel);
      scope.enter(Phase.SEND);
      T value = work.apply(loan.resource());
      reusable = true;
      return value;
    } catch (Exception failure) {
      if (before < 0 || exchanges(loan.resource()) != before) {
        scope.exchangeCompleted();
      }
      reusable = wasAnswered(failure);
      throw failure;
    } finally {
      loan.giveBack(reusable);
    }
  }

  private boolean wasAnswered(Exception failure) {
    FailureClassification meaning = failures().classify(failure, Phase.SEND);
    return meaning != null && !meaning.connectionLost() && meaning.outcome() != Outcome.UNKNOWN;
  }

  @Override
  public Lease<L> lease(Operation operation) {
    Permit<PoolEndpoint> permit = core.admit(operation);
    Phase[] reached = {Phase.ACQUIRE};
    try {
      Loan<L> loan =
          permit
              .endpoint()
              .openPool()
              .borrow(permit.deadline(), phase -> reached[0] = phase, abandon -> {});
      permit.onAbort(loan::cancel);
      return new PooledLease<>(name(), operation.name(), loan, permit);
    } catch (Exception failure) {
      RuntimeException seen = permit.failed(failure, reached[0]);
      permit.close();
      throw seen;
    } catch (Error error) {
      permit.close();
      throw error;
    }
  }

  /** Lends resources, which is all there is to hand out: the connection itself. */
  @Override
  public Leasing<L> client() {
    core.connect();
    return this;
  }

  /** What the pool asks of the subclass. */
  private final class Hooks implements ResourcePool.Hooks<L> {

    private final EndpointContext<S> endpoint;

    Hooks(EndpointContext<S> endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public L open(Deadline deadline) throws Exception {
      return openResource(endpoint, deadline);
    }

    @Override
    public void probe(L resource, Deadline deadline) throws Exception {
      probeResource(resource, deadline);
    }

    @Override
    public void reset(L resource) throws Exception {
      resetResource(resource);
    }

    @Override
    public void cancel(L resource) {
      cancelResource(resource);
    }

    @Override
    public void close(L resource) throws Exception {
      closeResource(resource);
    }

    @Override
    public AcquireTimeoutException exhausted() {
      ConnectionSnapshot now = snapshot();
      return new AcquireTimeoutException(
          Diagnosis.of(name(), "Timed out waiting for a pooled resource; held by " + named(now))
              .phase(Phase.ACQUIRE)
              .state(String.valueOf(now.pool()))
              .nextStep("Shorten what the holders do, or raise the pool's maxSize")
              .build(),
          null);
    }

    private static String named(ConnectionSnapshot now) {
      return now.holders().stream().map(LeaseHolder::toString).collect(Collectors.joining(", "));
    }
  }

  private final class PoolEndpoint implements Endpoint {

    private final EndpointContext<S> endpoint;
    private final LeasePoolSettings limits;
    private volatile @Nullable ResourcePool<L> pool;
    private volatile ProbeResult finding = ProbeResult.NOTHING;

    PoolEndpoint(EndpointContext<S> endpoint, LeasePoolSettings limits) {
      this.endpoint = endpoint;
      this.limits = limits;
    }

    ResourcePool<L> openPool() {
      return Objects.requireNonNull(pool, "the runtime lets no caller in before the pool is open");
    }

    @Override
    public ServerMetadata open(Deadline deadline) throws Exception {
      L first = openResource(endpoint, deadline);
      try {
        ServerMetadata server = ask(first, deadline);
        pool =
            new ResourcePool<>(
                name(), limits, endpoint.settings().timeouts(), time, new Hooks(endpoint), first);
        return server;
      } catch (Exception | Error failure) {
        Closing.suppressed(failure, () -> closeResource(first));
        throw failure;
      }
    }

    /** On a resource of its own: one taken from the pool would be missing there meanwhile. */
    @Override
    public void probe(Deadline deadline) throws Exception {
      L resource = openResource(endpoint, deadline);
      try {
        ServerMetadata unused = ask(resource, deadline);
      } finally {
        Closing.quietly(() -> closeResource(resource));
      }
    }

    private ServerMetadata ask(L resource, Deadline deadline) throws Exception {
      ServerMetadata answer = probeResource(resource, deadline);
      finding = PooledConnection.this.finding(resource, answer);
      return answer;
    }

    @Override
    public ProbeResult finding() {
      return finding;
    }

    @Override
    public Set<String> addresses() throws Exception {
      return PooledConnection.this.addresses(endpoint);
    }

    @Override
    public boolean isWritable(Deadline deadline) throws Exception {
      L resource = openResource(endpoint, deadline);
      try {
        return PooledConnection.this.isWritable(resource, deadline);
      } finally {
        Closing.quietly(() -> closeResource(resource));
      }
    }

    @Override
    public void abort() {
      // The runtime cancels each loan by itself; the pool has nothing lent beside those.
    }

    @Override
    public void close() {
      ResourcePool<L> closing = pool;
      pool = null;
      if (closing != null) {
        closing.close();
      }
    }

    @Override
    public int capacity() {
      return limits.maxSize();
    }

    @Override
    public FailureClassifier failures() {
      return PooledConnection.this.failures();
    }

    @Override
    public @Nullable PoolStatistics pool() {
      ResourcePool<L> current = pool;
      return current == null ? null : current.statistics();
    }
  }
}
