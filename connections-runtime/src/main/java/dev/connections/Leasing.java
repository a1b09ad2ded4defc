package dev.connections;

import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.PermanentConnectionException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lends an exclusive resource for a unit of work. What gives a value is called {@code execute},
 * what gives none {@code run}: one name for both would leave ordinary lambdas ambiguous.
 *
 * <p>{@code execute} or {@code lease} inside {@code execute} or {@code lease} of the same
 * connection, in the same thread, fails at once, with a {@link PermanentConnectionException} that
 * names the outer operation: if all who hold a permit wanted another, all would wait for each
 * other. The exception shows both stacks: its own, and, as its cause, where an outer lease was
 * taken; an outer call is on the same stack. A lease belongs to the thread that took it until
 * another thread uses or closes it; then it no longer keeps that thread from taking another. What
 * {@code client()} lends is not counted: a thread may hold several of these, and make calls
 * meanwhile. Who has to wait for a permit, waits at most for the acquire timeout; the exception
 * then names the holders, and says so if the thread may have waited for itself.
 *
 * <p>Without an operation, work runs as {@link Operation#UNNAMED}. Work may throw any exception:
 * what the external system caused becomes a {@link ConnectionException}, unchecked exceptions of
 * the application pass unchanged.
 *
 * <p>The calls that give a future run on the provider's executor; by default on virtual threads, or
 * before Java 21 on a pool of the connection's own with as many threads as permits. <b>The future
 * that is returned is the call</b>: canceling it, or {@link CompletableFuture#orTimeout}, keeps
 * work from beginning that has not begun, and cancels the exchange in flight as at a deadline. A
 * thread is interrupted only if that does not help by the deadline, and work that only computes
 * runs to its end. A value that comes too late is closed if it is an {@link AutoCloseable}. A
 * future made from it, such as by {@link CompletableFuture#thenApply}, reaches nothing: keep the
 * one that was returned. Canceling non-idempotent work leaves it unknown whether it was done.
 *
 * <p>The deadline of such a call counts from the moment it is made, and is no later than that of
 * the work that makes it. Waiting, inside work, for a call on the same connection waits for a
 * permit while holding one: it ends with an {@link AcquireTimeoutException} when all permits are
 * held like that.
 *
 * @param <L> the resource
 */
public interface Leasing<L> {

  /** Runs work that gives a value, with a resource taken and returned for it. */
  <T extends @Nullable Object> T execute(Operation operation, LeaseFunction<? super L, T> work);

  /** Runs work that gives a value, as {@link Operation#UNNAMED}. */
  default <T extends @Nullable Object> T execute(LeaseFunction<? super L, T> work) {
    return execute(Operation.UNNAMED, work);
  }

  /** Runs work that gives no value, with a resource taken and returned for it. */
  default void run(Operation operation, LeaseAction<? super L> work) {
    this.<Boolean>execute(
        operation,
        resource -> {
          work.accept(resource);
          return Boolean.TRUE; // a value, because execute wants one; it is not returned
        });
  }

  /** Runs work that gives no value, as {@link Operation#UNNAMED}. */
  default void run(LeaseAction<? super L> work) {
    run(Operation.UNNAMED, work);
  }

  /** As {@link #execute(Operation, LeaseFunction)}, with failures of the connection as values. */
  default <T> Result<T> tryExecute(Operation operation, LeaseFunction<? super L, T> work) {
    return Result.of(() -> execute(operation, work));
  }

  /**
   * As {@link #execute(Operation, LeaseFunction)}, on another thread.
   *
   * @return the value, or the same exception that {@code execute} throws, not wrapped in another; a
   *     {@link BulkheadFullException} if the executor takes no more
   */
  <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super L, T> work);

  /** Runs work that gives a value on another thread, as {@link Operation#UNNAMED}. */
  default <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      LeaseFunction<? super L, T> work) {
    return executeAsync(Operation.UNNAMED, work);
  }

  /** As {@link #executeAsync(Operation, LeaseFunction)}, for work that gives no value. */
  @SuppressWarnings("NullAway") // null is the only value there is
  default CompletableFuture<@Nullable Void> runAsync(
      Operation operation, LeaseAction<? super L> work) {
    return this.<@Nullable Void>executeAsync(
        operation,
        resource -> {
          work.accept(resource);
          return null;
        });
  }

  /** Runs work that gives no value on another thread, as {@link Operation#UNNAMED}. */
  default CompletableFuture<@Nullable Void> runAsync(LeaseAction<? super L> work) {
    return runAsync(Operation.UNNAMED, work);
  }

  /**
   * Takes a resource that outlives a lambda; the caller closes it. The operation's deadline limits
   * how long it may take to get it, not how long it may be held. Nothing is retried.
   */
  Lease<L> lease(Operation operation);
}
