package dev.connections.spi;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedWork;
import dev.connections.spi.uses.SubscriptionSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The part of a managed connection that the runtime provides. Implemented by the runtime; a handle
 * delegates to it. Thread-safe.
 *
 * @param <E> the type's endpoint
 */
public interface ConnectionCore<E extends Endpoint> {

  /** The connection's name. */
  String name();

  /** Its type. */
  ConnectionTypeDescriptor<?, ?> type();

  /**
   * See {@link dev.connections.ManagedConnection#connect()}.
   *
   * @return the endpoint that is open and in use now; another one may be at any time
   */
  E connect();

  /** Counts a failure for which the application had a fallback. */
  void fellBack();

  /** See {@link dev.connections.ManagedConnection#snapshot()}. */
  ConnectionSnapshot snapshot();

  /** See {@link dev.connections.ManagedConnection#health()}. */
  Health health();

  /** See {@link dev.connections.ManagedConnection#checkHealth()}. */
  Health checkHealth();

  /**
   * Runs an operation through the pipeline: gate, deadline, and for each attempt an endpoint, its
   * circuit, a permit, the attempt's deadline, the work. The work is run again where its effect and
   * its failure allow that, perhaps on another endpoint. Failures come out as {@link
   * dev.connections.failure.ConnectionException}; unchecked exceptions of the application pass
   * unchanged.
   */
  <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work);

  /**
   * As {@link #execute}, also where the calling thread is inside a call of this connection already:
   * the new one takes a permit of its own. It waits for that no longer than the acquire timeout;
   * the failure says so if the thread may have waited for itself.
   */
  <T extends @Nullable Object> T executeWithOwnPermit(Operation operation, AttemptWork<E, T> work);

  /**
   * What the call of this connection that the calling thread is inside of has {@linkplain
   * AttemptScope#joinable offered}; null if there is nothing.
   */
  @Nullable Object joinable();

  /**
   * Runs work as a part of the call that {@link #joinable} belongs to: under its permit, in its
   * attempt, never repeated by itself. An own deadline or attempt timeout of the operation ends the
   * outer attempt as well. Failures come out as of {@link #execute}; if the outer work passes such
   * a failure on, its attempt is judged by what really failed.
   *
   * @throws IllegalStateException if there is nothing to join
   */
  <T extends @Nullable Object> T join(Operation operation, AttemptWork<E, T> work);

  /**
   * As {@link #execute}, on a thread of the executor. The deadline counts from this call, so the
   * time in the executor's queue is part of it, and is no later than that of what the calling
   * thread is in the middle of. Throws nothing of the connection: the future has it, unwrapped.
   *
   * <p>Completing the future in any way, such as canceling it, cancels the work: it is not begun if
   * it has not been, what it waits for is not waited for any more, and an exchange in flight is
   * canceled as at a deadline. No thread is interrupted. A value that is an {@link AutoCloseable}
   * and comes too late is closed. Completing a future that depends on this one cancels nothing.
   */
  <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, AttemptWork<E, T> work);

  /**
   * As {@link #executeAsync}, for a client that answers by itself: no thread waits for its answer.
   * The work is started by the calling thread if the endpoint is open, its circuit closed, a permit
   * free, and no rate limit set. What has to be waited for, such as a permit or a failover, is
   * waited for by a thread of the executor, which starts the work then; a backoff takes no thread.
   * The permit is held until the stage completes.
   *
   * <p>At the deadline, or if its future is completed before, the attempt is canceled in the way
   * that the scope was given. A stage that completes soon after that still decides how the attempt
   * ended. One that does not is given up within 150 ms, {@linkplain Cancellation#abort aborted} and
   * {@linkplain Cancellation#abandon abandoned} on the way: the call fails by the rules for a lost
   * answer, the permit is given back, and a late value of the stage that is an {@link
   * AutoCloseable} is closed, by a thread of the runtime. What the client gives after the stage
   * itself was canceled never reaches the runtime: closing that is up to the work.
   *
   * <p>A stage that has completed when it is returned completes the future at once. Otherwise a
   * thread of the runtime completes it, never one of the client: so what depends on the future
   * cannot stall the client. A stage's {@link java.util.concurrent.CompletionException} is
   * unwrapped. Work that throws, or that returns no stage, has failed; the future says so.
   */
  <T extends @Nullable Object> CompletableFuture<T> executeStage(
      Operation operation, StageWork<E, T> work);

  /**
   * Admits a use that outlives a call, such as a lease: gate, opening and permit, no attempt
   * deadline and no retry. The caller closes the permit.
   *
   * @throws dev.connections.failure.PermanentConnectionException if the calling thread is inside a
   *     call of this connection, or holds a lease of it that no other thread has used
   */
  Permit<E> admit(Operation operation);

  /**
   * As {@link #admit}, for what libraries take from the native client: a thread may hold several of
   * these, also inside a call, and any thread may close them. If no permit is free, it waits at
   * most for the acquire timeout; the failure says so if the thread may have waited for itself.
   */
  Permit<E> admitClient(Operation operation);

  /**
   * Opens a use that lives as long as the connection, such as a subscription, and keeps it open. It
   * takes no permit. Returns at once; {@link ManagedSubscription#awaitActive} waits.
   *
   * @param name what it is called in events, snapshots and logs; holds no values
   * @throws dev.connections.failure.ConnectionClosedException if the connection is closed
   */
  ManagedSubscription subscribe(String name, SubscriptionSource<? super E> source);

  /**
   * Takes a resource of a {@linkplain Endpoint#dedicated dedicated pool}: gate, opening and a
   * permit of the pool's own, no attempt deadline and no retry. The operation's deadline limits how
   * long that may take. A thread may hold several, also inside a call. The caller closes it.
   *
   * @param of what the pool's resources are
   * @throws IllegalStateException if the endpoint has no such pool
   */
  <D> DedicatedLease<D> leaseDedicated(String pool, Class<D> of, Operation operation);

  /**
   * As {@link #leaseDedicated}, for work that ends by the operation's deadline; at the deadline it
   * is aborted. Failures come out as of {@link #execute}; after any the resource is closed and not
   * lent again. Never tried again.
   */
  <D, T extends @Nullable Object> T executeDedicated(
      String pool, Class<D> of, Operation operation, DedicatedWork<? super D, T> work);
}
