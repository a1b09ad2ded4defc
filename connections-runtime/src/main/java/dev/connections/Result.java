package dev.connections;

import dev.connections.failure.ConnectionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an operation as a value, for callers that treat failures as data. Immutable.
 *
 * @param <T> the value of a success
 */
public sealed interface Result<T extends @Nullable Object> {

  /**
   * It worked.
   *
   * @param value what the operation gave
   */
  record Success<T extends @Nullable Object>(T value) implements Result<T> {}

  /**
   * It did not.
   *
   * @param exception what would have been thrown
   */
  record Failure<T extends @Nullable Object>(ConnectionException exception) implements Result<T> {}

  /** Runs a call; only {@link ConnectionException}s become failures, all else is thrown. */
  static <T extends @Nullable Object> Result<T> of(Supplier<T> call) {
    try {
      return new Success<>(call.get());
    } catch (ConnectionException exception) {
      return new Failure<>(exception);
    }
  }

  /** Whether it worked. */
  default boolean isSuccess() {
    return this instanceof Success;
  }

  /** One value from either case. */
  default <U extends @Nullable Object> U fold(
      Function<? super T, ? extends U> onSuccess,
      Function<? super ConnectionException, ? extends U> onFailure) {
    if (this instanceof Success<T> success) {
      return onSuccess.apply(success.value());
    }
    return onFailure.apply(((Failure<T>) this).exception());
  }

  /** The result with its value changed; a failure stays as it is. */
  default <U extends @Nullable Object> Result<U> map(Function<? super T, ? extends U> change) {
    return this.<Result<U>>fold(value -> new Success<>(change.apply(value)), Failure::new);
  }

  /** The value, or another for a failure. */
  default T orElse(T other) {
    return this.<T>fold(value -> value, failure -> other);
  }

  /** The value; throws the failure's exception if there is none. */
  default T orElseThrow() {
    return this.<T>fold(
        value -> value,
        failure -> {
          throw failure;
        });
  }
}
