package dev.connections;

import org.jspecify.annotations.Nullable;

/**
 * Lends an exclusive resource for a unit of work. What gives a value is called {@code execute},
 * what gives none {@code run}: one name for both would leave ordinary lambdas ambiguous.
 *
 * <p>Without an operation, work runs as {@link Operation#UNNAMED}. Work may throw any exception:
 * what the external system caused becomes a {@link ConnectionException}, unchecked exceptions of
 * the application pass unchanged.
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
          return Boolean.TRUE; // a value, because execute wants one; nobody sees it
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
   * Takes a resource that outlives a lambda; the caller closes it. The operation's deadline limits
   * how long it may take to get it, not how long it may be held. Nothing is retried.
   */
  Lease<L> lease(Operation operation);
}
