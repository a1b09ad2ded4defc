package dev.connections.internal.failure;

import static dev.connections.internal.failure.DiagnosisFactory.concluded;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.BulkheadFullException;
import dev.connections.failure.CircuitOpenException;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.failure.RateLimitedException;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.TranslatedFailure.Count;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.permit.Exhaustion;
import dev.connections.internal.permit.HolderTrace;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What callers see whose operation is never begun: nothing was sent in any of these cases. */
public final class RejectionFactory {

  /** The code of what is rejected because logging in would fail: the only one of its phase. */
  private static final String AUTHENTICATION = "authentication";

  private final DiagnosisFactory diagnoses;

  public RejectionFactory(DiagnosisFactory diagnoses) {
    this.diagnoses = diagnoses;
  }

  public TranslatedFailure closed(ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    return rejected(
        "closed",
        endpoint,
        operation,
        "Connection closed or closing",
        "Do not use connections after their provider was closed",
        diagnosis -> new ConnectionClosedException(diagnosis, null));
  }

  public TranslatedFailure interrupted(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Phase phase, Throwable cause) {
    Thread.currentThread().interrupt();
    String problem = "The thread was interrupted while waiting";
    return TranslatedFailure.of("interrupted", phase, problem)
        .kind(Kind.INTERRUPTED)
        .count(Count.NOTHING)
        .seenAs(
            conclusion ->
                new ConnectionInterruptedException(
                    concluded(
                        diagnoses
                            .begin(endpoint, operation, problem)
                            .phase(phase)
                            .nextStep(DiagnosisFactory.STOPPED),
                        conclusion),
                    cause));
  }

  /**
   * Between two attempts, which says more than that the last one failed: no other one is wanted.
   */
  public RuntimeException interruptedInBackoff(
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
                .nextStep(DiagnosisFactory.STOPPED),
            conclusion),
        last.make(conclusion));
  }

  public TranslatedFailure circuitOpen(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Duration retryAfter) {
    return rejected(
        "circuit-open",
        endpoint,
        operation,
        "Circuit open",
        () ->
            "Circuit open: nothing is sent to endpoint '"
                + endpoint.name()
                + "' now: "
                + endpoint.circuit().describe(),
        "See why calls failed before; the circuit lets calls through again by itself",
        diagnosis -> new CircuitOpenException(diagnosis, retryAfter.isZero() ? null : retryAfter));
  }

  public TranslatedFailure loginsPaused(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    return rejected(
        AUTHENTICATION,
        endpoint,
        operation,
        "Authentication failed several times; logins are slowed down, since a server may lock the"
            + " account",
        "Correct user and password; they are read again within seconds, or at once on reload",
        diagnosis -> new ConnectionAuthenticationException(diagnosis, null));
  }

  public TranslatedFailure rateLimited(
      ManagedEndpoint<?> endpoint, Operation operation, @Nullable Duration retryAfter) {
    return rejected(
        "rate-limited",
        endpoint,
        operation,
        "Rate limit reached: the call could not begin before its deadline",
        "Send less, allow more with rateLimit, or allow a longer deadline",
        diagnosis -> new RateLimitedException(diagnosis, retryAfter));
  }

  public TranslatedFailure noTimeLeft(
      ManagedEndpoint<?> endpoint, Operation operation, Deadline deadline) {
    return expired(
        endpoint,
        operation,
        deadline,
        "the work could begin",
        "See what took the time before, or allow more with deadline");
  }

  public TranslatedFailure noThread(
      ManagedEndpoint<?> endpoint, Operation operation, Deadline deadline) {
    return expired(
        endpoint,
        operation,
        deadline,
        "the executor had a thread for the call",
        "See what its threads are doing, or give it more of them");
  }

  private TranslatedFailure expired(
      ManagedEndpoint<?> endpoint,
      Operation operation,
      Deadline deadline,
      String beforeWhat,
      String nextStep) {
    return rejected(
        "deadline-exceeded",
        endpoint,
        operation,
        "Deadline exceeded: "
            + diagnoses.limits().describe(operation, deadline)
            + " passed before "
            + beforeWhat,
        nextStep,
        diagnosis -> new DeadlineExceededException(diagnosis, null));
  }

  /** Not reported to anyone, because the caller canceled it. */
  public TranslatedFailure canceled() {
    return TranslatedFailure.canceled(Phase.ACQUIRE, Outcome.NOT_SENT);
  }

  public TranslatedFailure executorFull(
      ManagedEndpoint<?> endpoint, Operation operation, RejectedExecutionException rejection) {
    return rejected(
        "bulkhead-full",
        endpoint,
        operation,
        "The executor of asynchronous calls rejected the call",
        "Send less at once, or give the provider a larger executor",
        diagnosis -> {
          BulkheadFullException full = new BulkheadFullException(diagnosis);
          full.addSuppressed(rejection);
          return full;
        });
  }

  public PermanentConnectionException nested(
      ManagedEndpoint<?> endpoint, Operation operation, LeaseHolder outer) {
    return new PermanentConnectionException(
        diagnoses
            .begin(
                endpoint,
                operation,
                "Nested call rejected: this thread already holds the connection for operation '"
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

  public TranslatedFailure full(
      ManagedEndpoint<?> endpoint, Operation operation, Bulkhead permits) {
    int waiting = permits.waiting();
    return rejected(
        "bulkhead-full",
        endpoint,
        operation,
        "Bulkhead full: too many callers are waiting",
        () ->
            "Bulkhead full: "
                + waiting
                + " callers are waiting already, as many as "
                + (permits.pool() == null
                    ? "bulkhead.maxWaiting allows"
                    : "may wait for the dedicated pool '" + permits.pool() + "'"),
        permits.pool() == null
            ? "Send less at once, or allow more at once with bulkhead.maxConcurrent and"
                + " pool.maxSize; a higher bulkhead.maxWaiting only makes every caller wait longer"
            : "Send less at once",
        BulkheadFullException::new);
  }

  public TranslatedFailure notAcquired(
      ManagedEndpoint<?> endpoint,
      Operation operation,
      @Nullable Deadline passed,
      Exhaustion exhaustion) {
    return rejected(
        "acquire-timeout",
        endpoint,
        operation,
        "Timed out waiting for a permit"
            + (exhaustion.pool() == null
                ? ""
                : " of the dedicated pool '" + exhaustion.pool() + "'")
            + ": none became free within "
            + (passed == null
                ? diagnoses.limits().timeouts().acquire().toMillis() + " ms (timeouts.acquire)"
                : diagnoses.limits().describe(operation, passed))
            + "; "
            + exhaustion.describe(),
        exhaustion.nextStep(),
        diagnosis -> new AcquireTimeoutException(diagnosis, exhaustion.trace()));
  }

  private TranslatedFailure rejected(
      String code,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation,
      String problem,
      String nextStep,
      Function<Diagnosis, ConnectionException> leaf) {
    return rejected(code, endpoint, operation, problem, () -> problem, nextStep, leaf);
  }

  /** With a problem that is put into words only if someone sees it. */
  private TranslatedFailure rejected(
      String code,
      ManagedEndpoint<?> endpoint,
      @Nullable Operation operation,
      String problem,
      Supplier<String> shown,
      String nextStep,
      Function<Diagnosis, ConnectionException> leaf) {
    Phase phase = code.equals(AUTHENTICATION) ? Phase.AUTH : Phase.ACQUIRE;
    return TranslatedFailure.of(code, phase, problem)
        .count(Count.REJECTED)
        .seenAs(
            conclusion ->
                leaf.apply(
                    concluded(
                        diagnoses
                            .begin(endpoint, operation, shown.get())
                            .phase(phase)
                            .nextStep(nextStep),
                        conclusion)));
  }
}
