package dev.connections.internal.resilience;

import static dev.connections.internal.resilience.Diagnoses.concluded;

import dev.connections.AcquireTimeoutException;
import dev.connections.BulkheadFullException;
import dev.connections.CircuitOpenException;
import dev.connections.ConnectionAuthenticationException;
import dev.connections.ConnectionClosedException;
import dev.connections.ConnectionException;
import dev.connections.ConnectionInterruptedException;
import dev.connections.Deadline;
import dev.connections.DeadlineExceededException;
import dev.connections.Diagnosis;
import dev.connections.LeaseHolder;
import dev.connections.Operation;
import dev.connections.Outcome;
import dev.connections.PermanentConnectionException;
import dev.connections.Phase;
import dev.connections.RateLimitedException;
import dev.connections.internal.resilience.TranslatedFailure.Count;
import dev.connections.internal.resilience.TranslatedFailure.Evidence;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What callers see whose operation is never begun: nothing was sent in any of these cases. */
final class Rejections {

  private final Diagnoses diagnoses;
  private final Supplier<Limits> limits;

  Rejections(Diagnoses diagnoses, Supplier<Limits> limits) {
    this.diagnoses = diagnoses;
    this.limits = limits;
  }

  TranslatedFailure closed(ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    return rejected(
        "closed",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The connection is closed or closing",
        "Do not use connections after their provider was closed",
        diagnosis -> new ConnectionClosedException(diagnosis, null));
  }

  TranslatedFailure interrupted(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Phase phase, Throwable cause) {
    Thread.currentThread().interrupt();
    String problem = "The thread was interrupted while waiting";
    return new TranslatedFailure(
        "interrupted",
        Kind.INTERRUPTED,
        phase,
        Outcome.NOT_SENT,
        null,
        Count.NOTHING,
        Evidence.NONE,
        problem,
        conclusion ->
            new ConnectionInterruptedException(
                concluded(
                    diagnoses
                        .begin(endpoint, operation, problem)
                        .phase(phase)
                        .nextStep(Diagnoses.STOPPED),
                    conclusion),
                cause));
  }

  /** Between two attempts, which says more than that the last one failed: nobody wants another. */
  RuntimeException interruptedInBackoff(
      ManagedEndpoint<?> endpoint,
      Operation operation,
      TranslatedFailure last,
      Conclusion conclusion) {
    return new ConnectionInterruptedException(
        concluded(
            diagnoses
                .begin(
                    endpoint,
                    operation,
                    "The thread was interrupted before another attempt; the last one: "
                        + last.problem())
                .phase(last.phase())
                .outcome(last.outcome())
                .nextStep(Diagnoses.STOPPED),
            conclusion),
        last.make(conclusion));
  }

  TranslatedFailure circuitOpen(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Duration retryAfter) {
    return rejected(
        "circuit-open",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The circuit is open",
        () ->
            "Nothing is sent to endpoint '"
                + endpoint.name()
                + "' now: "
                + endpoint.circuit().describe(),
        "See why it failed before; it is tried again by itself",
        diagnosis -> new CircuitOpenException(diagnosis, retryAfter.isZero() ? null : retryAfter));
  }

  TranslatedFailure credentialsRefused(ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    return rejected(
        "authentication",
        Phase.AUTH,
        endpoint,
        operation,
        "Authentication failed several times; logins are paused so that the account is not locked",
        "Correct user and password; they are read again within seconds, or at once on reload",
        diagnosis -> new ConnectionAuthenticationException(diagnosis, null));
  }

  TranslatedFailure rateLimited(
      ManagedEndpoint<?> endpoint, Operation operation, @Nullable Duration retryAfter) {
    return rejected(
        "rate-limited",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The rate limit leaves no room in time",
        "Send less, allow more with rateLimit, or a longer deadline",
        diagnosis -> new RateLimitedException(diagnosis, retryAfter));
  }

  TranslatedFailure noTimeLeft(
      ManagedEndpoint<?> endpoint, Operation operation, Deadline deadline) {
    return rejected(
        "deadline-exceeded",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The deadline of "
            + limits.get().describe(operation, deadline)
            + " passed before the work could begin",
        "See what took the time before, or allow more with deadline",
        diagnosis -> new DeadlineExceededException(diagnosis, null));
  }

  /** Nobody is told, because the caller cancelled it. */
  TranslatedFailure calledOff() {
    return TranslatedFailure.cancelled(Phase.ACQUIRE, Outcome.NOT_SENT);
  }

  TranslatedFailure noThread(ManagedEndpoint<?> endpoint, Operation operation, Deadline deadline) {
    return rejected(
        "deadline-exceeded",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The deadline of "
            + limits.get().describe(operation, deadline)
            + " passed before the executor had a thread for the call",
        "See what its threads are doing, or give it more of them",
        diagnosis -> new DeadlineExceededException(diagnosis, null));
  }

  TranslatedFailure executorFull(
      ManagedEndpoint<?> endpoint, Operation operation, RejectedExecutionException refusal) {
    return rejected(
        "bulkhead-full",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "The executor of asynchronous calls takes no more of them",
        "Send less at once, or give the provider a larger executor",
        diagnosis -> {
          BulkheadFullException full = new BulkheadFullException(diagnosis);
          full.addSuppressed(refusal);
          return full;
        });
  }

  PermanentConnectionException nested(
      ManagedEndpoint<?> endpoint, Operation operation, LeaseHolder outer) {
    return new PermanentConnectionException(
        diagnoses
            .begin(
                endpoint,
                operation,
                "This thread already holds the connection for operation '"
                    + outer.operation()
                    + (outer.takenAt().isEmpty() ? "'" : "', taken at " + outer.takenAt().get(0))
                    + "; taking it again would deadlock once all permits are held like this")
            .phase(Phase.ACQUIRE)
            .notRetried("this thread would wait for itself")
            .nextStep(
                "Use what the outer operation was given, or close its lease first, or take the"
                    + " lease on the thread that uses it")
            .build(),
        HolderTrace.of(outer));
  }

  TranslatedFailure full(ManagedEndpoint<?> endpoint, Operation operation, int waiting) {
    return rejected(
        "bulkhead-full",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "Too many callers are waiting",
        () -> waiting + " callers are waiting already, as many as bulkhead.maxWaiting allows",
        "Send less at once, or allow more at once with bulkhead.maxConcurrent and pool.maxSize;"
            + " a higher bulkhead.maxWaiting only makes everybody wait longer",
        BulkheadFullException::new);
  }

  TranslatedFailure notAcquired(
      ManagedEndpoint<?> endpoint,
      Operation operation,
      @Nullable Deadline passed,
      Exhaustion exhaustion) {
    return rejected(
        "acquire-timeout",
        Phase.ACQUIRE,
        endpoint,
        operation,
        "No permit became free within "
            + (passed == null
                ? limits.get().timeouts().acquire().toMillis() + " ms (timeouts.acquire)"
                : limits.get().describe(operation, passed))
            + "; "
            + exhaustion.describe(),
        exhaustion.nextStep(),
        diagnosis -> new AcquireTimeoutException(diagnosis, exhaustion.trace()));
  }

  private TranslatedFailure rejected(
      String code,
      Phase phase,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation,
      String problem,
      String nextStep,
      Function<Diagnosis, ConnectionException> leaf) {
    return rejected(code, phase, endpoint, operation, problem, () -> problem, nextStep, leaf);
  }

  /** With a problem that is put into words only if somebody sees it. */
  private TranslatedFailure rejected(
      String code,
      Phase phase,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation,
      String problem,
      Supplier<String> told,
      String nextStep,
      Function<Diagnosis, ConnectionException> leaf) {
    return TranslatedFailure.rejected(
        code,
        phase,
        problem,
        conclusion ->
            leaf.apply(
                concluded(
                    diagnoses
                        .begin(endpoint, operation, told.get())
                        .phase(phase)
                        .nextStep(nextStep),
                    conclusion)));
  }
}
