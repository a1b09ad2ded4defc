package dev.connections.internal.resilience;

import static dev.connections.internal.resilience.FailureTranslator.concluded;

import dev.connections.AcquireTimeoutException;
import dev.connections.BulkheadFullException;
import dev.connections.CircuitOpenException;
import dev.connections.ConnectionAuthenticationException;
import dev.connections.ConnectionClosedException;
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
import dev.connections.TransientConnectionException;
import dev.connections.internal.resilience.TranslatedFailure.Count;
import dev.connections.internal.resilience.TranslatedFailure.Evidence;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What callers see whose operation is never begun: nothing was sent in any of these cases. */
final class Rejections {

  /** So many holders are named; the snapshot has them all. */
  private static final int NAMED = 10;

  private final FailureTranslator translator;

  Rejections(FailureTranslator translator) {
    this.translator = translator;
  }

  TranslatedFailure closed(ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    String problem = "The connection is closed or closing";
    return TranslatedFailure.rejected(
        "closed",
        Phase.ACQUIRE,
        problem,
        conclusion ->
            new ConnectionClosedException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .phase(Phase.ACQUIRE)
                        .nextStep("Do not use connections after their provider was closed"),
                    conclusion),
                null));
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
                    translator
                        .named(endpoint, operation, problem)
                        .phase(phase)
                        .nextStep(FailureTranslator.STOPPED),
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
            translator
                .named(
                    endpoint,
                    operation,
                    "The thread was interrupted before another attempt; the last one: "
                        + last.problem())
                .phase(last.phase())
                .outcome(last.outcome())
                .nextStep(FailureTranslator.STOPPED),
            conclusion),
        last.make(conclusion));
  }

  TranslatedFailure circuitOpen(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Duration retryAfter) {
    return TranslatedFailure.rejected(
        "circuit-open",
        Phase.ACQUIRE,
        "The circuit is open",
        conclusion ->
            new CircuitOpenException(
                concluded(
                    translator
                        .named(
                            endpoint,
                            operation,
                            "Nothing is sent to endpoint '"
                                + endpoint.name()
                                + "' now: "
                                + endpoint.circuit().describe())
                        .phase(Phase.ACQUIRE)
                        .nextStep("See why it failed before; it is tried again by itself"),
                    conclusion),
                retryAfter.isZero() ? null : retryAfter));
  }

  TranslatedFailure credentialsRefused(ManagedEndpoint<?> endpoint, @Nullable Operation operation) {
    String problem = "The credentials were refused several times; nobody knocks with them for now";
    return TranslatedFailure.rejected(
        "authentication",
        Phase.AUTH,
        problem,
        conclusion ->
            new ConnectionAuthenticationException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .endpoint(endpoint.name())
                        .phase(Phase.AUTH)
                        .nextStep(
                            "Correct them; they are read anew in some seconds, or at once after a"
                                + " reload"),
                    conclusion),
                null));
  }

  TranslatedFailure rateLimited(
      ManagedEndpoint<?> endpoint, Operation operation, @Nullable Duration retryAfter) {
    String problem = "The rate limit leaves no room in time";
    return TranslatedFailure.rejected(
        "rate-limited",
        Phase.ACQUIRE,
        problem,
        conclusion ->
            new RateLimitedException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .phase(Phase.ACQUIRE)
                        .nextStep("Send less, allow more with rateLimit, or a longer deadline"),
                    conclusion),
                retryAfter));
  }

  TranslatedFailure notOpenedInTime(
      ManagedEndpoint<?> endpoint, @Nullable Operation operation, Deadline deadline) {
    if (deadline.isExpired()) {
      String problem = "The deadline passed while the connection was being opened";
      Diagnosis.Builder diagnosis =
          translator
              .named(endpoint, operation, problem)
              .phase(Phase.CONNECT)
              .nextStep("See whether the external system answers; opening goes on meanwhile");
      return FailureTranslator.unopened(
          "deadline-exceeded",
          Kind.TIMEOUT,
          Phase.CONNECT,
          null,
          Evidence.NONE,
          problem,
          conclusion -> new DeadlineExceededException(concluded(diagnosis, conclusion), null));
    }
    String problem = "The connection could not be opened within the connect timeout";
    Diagnosis.Builder diagnosis =
        translator
            .named(endpoint, operation, problem)
            .phase(Phase.CONNECT)
            .nextStep("See whether the external system answers, or raise the connect timeout");
    return FailureTranslator.unopened(
        "transient",
        Kind.TRANSIENT,
        Phase.CONNECT,
        null,
        Evidence.FAULT,
        problem,
        conclusion -> new TransientConnectionException(concluded(diagnosis, conclusion), null));
  }

  TranslatedFailure noTimeLeft(ManagedEndpoint<?> endpoint, Operation operation) {
    String problem = "The deadline passed before the work could begin";
    return TranslatedFailure.rejected(
        "deadline-exceeded",
        Phase.ACQUIRE,
        problem,
        conclusion ->
            new DeadlineExceededException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .phase(Phase.ACQUIRE)
                        .nextStep("See what took the time before, or allow more with deadline"),
                    conclusion),
                null));
  }

  /** Nobody is told, because the caller cancelled it. */
  TranslatedFailure calledOff() {
    return FailureTranslator.cancelled(Phase.ACQUIRE, Outcome.NOT_SENT, Count.NOTHING);
  }

  TranslatedFailure noThread(ManagedEndpoint<?> endpoint, Operation operation) {
    String problem = "The deadline passed before the executor had a thread for the call";
    return TranslatedFailure.rejected(
        "deadline-exceeded",
        Phase.ACQUIRE,
        problem,
        conclusion ->
            new DeadlineExceededException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .phase(Phase.ACQUIRE)
                        .nextStep("See what its threads are doing, or give it more of them"),
                    conclusion),
                null));
  }

  TranslatedFailure executorFull(
      ManagedEndpoint<?> endpoint, Operation operation, RejectedExecutionException refusal) {
    String problem = "The executor of asynchronous calls takes no more of them";
    return TranslatedFailure.rejected(
        "bulkhead-full",
        Phase.ACQUIRE,
        problem,
        conclusion -> {
          BulkheadFullException full =
              new BulkheadFullException(
                  concluded(
                      translator
                          .named(endpoint, operation, problem)
                          .phase(Phase.ACQUIRE)
                          .nextStep("Send less at once, or give the provider a larger executor"),
                      conclusion));
          full.addSuppressed(refusal);
          return full;
        });
  }

  PermanentConnectionException nested(
      ManagedEndpoint<?> endpoint, Operation operation, LeaseHolder outer) {
    return new PermanentConnectionException(
        translator
            .named(
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
    return TranslatedFailure.rejected(
        "bulkhead-full",
        Phase.ACQUIRE,
        "Too many callers are waiting",
        conclusion ->
            new BulkheadFullException(
                concluded(
                    translator
                        .named(
                            endpoint,
                            operation,
                            waiting + " callers are waiting already, which is the limit")
                        .phase(Phase.ACQUIRE)
                        .nextStep(
                            "Send less at once; a longer line would only make everybody wait"
                                + " longer"),
                    conclusion)));
  }

  TranslatedFailure notAcquired(
      ManagedEndpoint<?> endpoint,
      Operation operation,
      Duration waited,
      List<LeaseHolder> holders) {
    String problem =
        "No permit became free within " + waited.toMillis() + " ms; held by " + describe(holders);
    return TranslatedFailure.rejected(
        "acquire-timeout",
        Phase.ACQUIRE,
        problem,
        conclusion ->
            new AcquireTimeoutException(
                concluded(
                    translator
                        .named(endpoint, operation, problem)
                        .phase(Phase.ACQUIRE)
                        .nextStep(
                            "Make the longest holders faster or close their leases, or allow more"
                                + " at once"),
                    conclusion),
                holders.isEmpty() ? null : HolderTrace.of(holders.get(0))));
  }

  private static String describe(List<LeaseHolder> holders) {
    String named =
        holders.stream().limit(NAMED).map(LeaseHolder::toString).collect(Collectors.joining(", "));
    return holders.size() > NAMED
        ? named + " and " + (holders.size() - NAMED) + " others"
        : named.isEmpty() ? "nobody any more" : named;
  }
}
