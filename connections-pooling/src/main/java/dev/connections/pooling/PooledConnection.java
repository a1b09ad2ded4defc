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
import dev.connections.spi.ClientConnection;
import dev.connections.spi.Closing;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.Permit;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.SharedConnection;
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
 * <p>A subscription, and all else that needs a resource for longer than a call, opens one
 * {@linkplain ResourcePool#openSeparate next to the pool}.
 *
 * <p>Thread-safe. The abstract methods are called by the threads that use the connection and by
 * threads of the runtime, for one resource by one thread at a time except {@link #cancelResource},
 * and never from the constructor, except {@link #poolSettings}.
 *
 * @param <L> the resource
 * @param <S> the configuration record
 */
public abstract class PooledConnection<L, S extends ConnectionConfiguration>
    extends ClientConnection<Leasing<L>, ResourcePool<L>, EndpointContext<S>>
    implements Leasing<L> {

  private final TimeSource time;

  /** Registers with the runtime; does no I/O. */
  protected PooledConnection(ConnectionContext<S> context) {
    super(context, Function.identity());
    this.time = context.time();
  }

  /**
   * Finds the pool's settings in the configuration. Called from the constructor too, so it may use
   * nothing but its argument.
   */
  protected abstract LeasePoolSettings poolSettings(S configuration);

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
  protected ProbeResult resourceFinding(L resource, ServerMetadata answer) {
    return ProbeResult.NOTHING;
  }

  /**
   * Finds out whether the external system takes writes on this resource, before it takes over from
   * another one. By default one that answers its probe does.
   *
   * @param deadline by when to be done; must be handed to the client library
   */
  protected boolean isResourceWritable(L resource, Deadline deadline) throws Exception {
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

  @Override
  public <T extends @Nullable Object> T execute(
      Operation operation, LeaseFunction<? super L, T> work) {
    return core().execute(operation, (endpoint, scope) -> onLoan(endpoint, scope, work));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super L, T> work) {
    return core().executeAsync(operation, (endpoint, scope) -> onLoan(endpoint, scope, work));
  }

  private <T extends @Nullable Object> T onLoan(
      Reached<ResourcePool<L>> endpoint, AttemptScope scope, LeaseFunction<? super L, T> work)
      throws Exception {
    scope.enter(Phase.ACQUIRE);
    ResourcePool<L> pool = endpoint.client();
    Loan<L> loan = pool.borrow(scope.deadline());
    scope.onCancel(loan);
    pool.open(loan, scope.deadline(), scope::enter);
    long before = exchanges(loan.resource());
    boolean reusable = false;
    try {
      scope.enter(Phase.SEND);
      T value = work.apply(loan.resource());
      reusable = true;
      return value;
    } catch (Exception failure) {
      if (before < 0 || exchanges(loan.resource()) != before) {
        scope.exchangeCompleted();
      }
      reusable = wasAnswered(endpoint.failures().classify(failure, Phase.SEND));
      throw failure;
    } finally {
      loan.giveBack(reusable);
    }
  }

  private static boolean wasAnswered(@Nullable FailureClassification meaning) {
    return meaning != null && !meaning.connectionLost() && meaning.outcome() != Outcome.UNKNOWN;
  }

  @Override
  public Lease<L> lease(Operation operation) {
    Permit<? extends Reached<ResourcePool<L>>> permit = core().admit(operation);
    Phase[] reached = {Phase.ACQUIRE};
    try {
      ResourcePool<L> pool = permit.endpoint().client();
      Loan<L> loan = pool.borrow(permit.deadline());
      permit.onCancel(loan);
      pool.open(loan, permit.deadline(), phase -> reached[0] = phase);
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
    core().connect();
    return this;
  }

  /** The pool, empty yet: the {@linkplain #firstAnswer first answer} fills its first place. */
  @Override
  protected final ResourcePool<L> openClient(EndpointContext<S> endpoint, Deadline deadline) {
    return new ResourcePool<>(
        this,
        within -> openResource(endpoint, within),
        poolSettings(endpoint.configuration()),
        endpoint.settings().timeouts(),
        time);
  }

  @Override
  protected final ServerMetadata firstAnswer(ResourcePool<L> pool, Deadline deadline)
      throws Exception {
    return pool.start(deadline);
  }

  /** On a resource of its own: one taken from the pool would be missing there meanwhile. */
  @Override
  protected final ServerMetadata probeClient(ResourcePool<L> pool, Deadline deadline)
      throws Exception {
    L resource = pool.openSeparate(deadline);
    try {
      return pool.ask(resource, deadline);
    } finally {
      Closing.quietly(() -> closeResource(resource));
    }
  }

  @Override
  protected final ProbeResult finding(ResourcePool<L> pool, ServerMetadata answer) {
    return pool.finding();
  }

  @Override
  protected final boolean isWritable(ResourcePool<L> pool, Deadline deadline) throws Exception {
    L resource = pool.openSeparate(deadline);
    try {
      return isResourceWritable(resource, deadline);
    } finally {
      Closing.quietly(() -> closeResource(resource));
    }
  }

  @Override
  protected final PoolStatistics pool(ResourcePool<L> pool) {
    return pool.statistics();
  }

  @Override
  protected final void closeClient(ResourcePool<L> pool) {
    pool.close();
  }

  @Override
  protected final int capacity(EndpointContext<S> endpoint) {
    return poolSettings(endpoint.configuration()).maxSize();
  }

  /** What a borrower sees for whom nothing became free in time. */
  final AcquireTimeoutException exhausted() {
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
