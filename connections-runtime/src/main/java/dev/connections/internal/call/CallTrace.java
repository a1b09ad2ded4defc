package dev.connections.internal.call;

import dev.connections.failure.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call, as telemetry follows it. All methods are called by one thread at a time, in this order:
 * for each attempt its beginning and its end, between two attempts the retry, and at last the end
 * of the call. Another thread reports the end of a call that never got a thread. A lease, or a use
 * of the native client, has no attempts, and any thread may report its end.
 */
public interface CallTrace {

  /** No one listens. */
  CallTrace NONE =
      new CallTrace() {
        @Override
        public void attemptBegins(int number, String endpoint) {}

        @Override
        public void attemptGoesOn() {}

        @Override
        public void attemptEnds(@Nullable String error, @Nullable Phase phase, long tookNanos) {}

        @Override
        public void retries(Duration backoff) {}

        @Override
        public void ends(@Nullable Throwable failure, int attempts, long tookNanos) {}
      };

  /**
   * The work of an attempt begins; its permit is taken. What it does is part of it until it ends.
   *
   * @param number 1 for the first one
   * @param endpoint the name of the endpoint
   */
  void attemptBegins(int number, String endpoint);

  /** The attempt that began goes on without the thread that began it, which calls this. */
  void attemptGoesOn();

  /**
   * The attempt that began is over.
   *
   * @param error the kind of failure, in lower case with dashes, such as {@code transient}; null
   *     for success
   * @param phase how far it had come; null for success
   */
  void attemptEnds(@Nullable String error, @Nullable Phase phase, long tookNanos);

  /** There will be another attempt, after this backoff. */
  void retries(Duration backoff);

  /**
   * The call is over.
   *
   * @param failure what the caller sees; null for success
   * @param attempts how many were begun; 0 if it was rejected
   */
  void ends(@Nullable Throwable failure, int attempts, long tookNanos);
}
