package dev.connections.internal.call;

import dev.connections.internal.failure.AdmissionResult;
import dev.connections.spi.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What few {@linkplain Attempt attempts} have: those that fail, are not the first, are made for
 * another thread, or offer a unit to join. Seen as the fields of an attempt are: by the thread that
 * moves it on, and by others once its status or its permit has shown it.
 */
final class AttemptExtras<E extends Endpoint> {

  final @Nullable Caller<E> caller;
  final int number;
  @Nullable AdmissionResult noValue;
  @Nullable String notRepeatable;
  @Nullable Object joinable;
  private @Nullable Exception joinedFailure;
  private @Nullable RuntimeException joinedSeen;

  AttemptExtras(@Nullable Caller<E> caller, int number) {
    this.caller = caller;
    this.number = number;
  }

  /** A call that joined failed, and its caller sees something else than was thrown. */
  void joinedFailed(RuntimeException seen, Exception failure) {
    joinedSeen = seen;
    joinedFailure = failure;
  }

  /** What really failed, if this is what the caller of a joined call saw. */
  Exception original(Exception thrown) {
    Exception failure = joinedFailure;
    return thrown == joinedSeen && failure != null ? failure : thrown;
  }
}
