package dev.connections.internal.call;

import static dev.connections.internal.failure.AdmissionResult.Answer.ENDPOINT_LEFT;

import dev.connections.TimeSource;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: whether there is another one after a failure, where, and what the
 * caller sees if there is none. Used by one thread at a time.
 */
final class Attempts<E extends Endpoint> {

  private final Attempt.Owner<E> owner;
  private final Entrance<E> entrance;
  private final OutcomeRecorder results;
  private final Call<E> call;
  private final TimeSource time;
  private final RetryLoop loop;
  private int detours;

  /** What was waited for before the next attempt; null if it only takes the place of the last. */
  private @Nullable Duration backoff;

  Attempts(Attempt.Owner<E> owner, Entrance<E> entrance, OutcomeRecorder results, Call<E> call) {
    this.owner = owner;
    this.entrance = entrance;
    this.results = results;
    this.call = call;
    this.time = entrance.time();
    this.loop = new RetryLoop(call.rules().retries(), call.operation(), call.total());
  }

  /**
   * How long to wait before another attempt; null if there is none. May block where an attempt was
   * not let in, never where its work has failed.
   */
  @Nullable Duration next(Attempt<E> failed) {
    backoff = null;
    if (failed.whyNoValue() == ENDPOINT_LEFT) { // no attempt was made, another endpoint is asked
      return Duration.ZERO;
    }
    TranslatedFailure failure = failureOf(failed);
    backoff = loop.next(failed, failure, time.nanoTime());
    if (backoff == null && detours < entrance.endpoints() && isDetour(failed, failure)) {
      detours++;
      return Duration.ZERO;
    }
    return backoff;
  }

  /** Whether an attempt that a circuit did not let begin can be made at another endpoint. */
  private boolean isDetour(Attempt<E> rejected, TranslatedFailure failure) {
    if (!failure.isOfCircuit()) {
      return false;
    }
    entrance.awaitDecision(rejected, call.total());
    return entrance.choose(rejected.operation(), rejected.at(), true) != rejected.at();
  }

  /** The next attempt, after {@link #next} has allowed one. May block until writes have a place. */
  Attempt<E> another(Attempt<E> failed) {
    if (backoff != null) {
      results.retried();
      call.trace().retries(backoff);
      entrance.awaitDecision(failed, call.total());
    }
    return new Attempt<>(
        owner,
        entrance.choose(call.operation(), failed.at(), failed.outer() == null),
        call.operation(),
        failed.outer(),
        call.caller(),
        failed.whyNoValue() == ENDPOINT_LEFT ? failed.number() : failed.number() + 1,
        time.nanoTime());
  }

  /** Tells that the call has failed; what its caller sees. */
  RuntimeException fail(Attempt<E> last) {
    TranslatedFailure failure = loop.reason(failureOf(last));
    results.count(failure);
    RuntimeException exception =
        loop.wasInterrupted()
            ? entrance
                .rejections()
                .interruptedInBackoff(last.at(), last.operation(), failure, loop.conclusion())
            : failure.make(loop.conclusion());
    long took = time.nanoTime() - call.startNanos();
    call.trace().ends(exception, loop.attempts(), took);
    results.told(last.at(), null, failure, exception, took);
    return exception;
  }

  /** Waits on this thread before the next attempt; false if there is to be none after all. */
  boolean pause(Duration pause, Attempt<E> failed) {
    if (pause.isZero() && backoff == null) {
      return true;
    }
    if (entrance.sleep(pause.toNanos(), failed)) {
      if (failed.isCallCanceled()) {
        loop.canceled();
        return false;
      }
      return true;
    }
    Thread.currentThread().interrupt();
    loop.interrupted();
    return false;
  }

  int made() {
    return loop.attempts();
  }

  private static TranslatedFailure failureOf(Attempt<?> failed) {
    if (failed.whyNoValue() instanceof TranslatedFailure failure) {
      return failure;
    }
    throw new IllegalStateException("Only asked of an attempt that failed");
  }
}
