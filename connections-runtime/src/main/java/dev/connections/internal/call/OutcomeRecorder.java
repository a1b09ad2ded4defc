package dev.connections.internal.call;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.FailureReports;
import dev.connections.internal.failure.Failures;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.failure.TranslatedFailure.Count;
import dev.connections.internal.failure.TranslatedFailure.Evidence;
import dev.connections.spi.FailureClassification.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What counters, circuit and health learn from how uses end. Thread-safe. */
public final class OutcomeRecorder {

  /** What callers see who find every permit taken. */
  private static final Set<String> SATURATION = Set.of("bulkhead-full", "acquire-timeout");

  private final TimeSource time;
  private final Failures failures;
  private final OperationCounters counters;
  private final FailureReports reports;

  public OutcomeRecorder(
      TimeSource time, Failures failures, OperationCounters counters, FailureReports reports) {
    this.time = time;
    this.failures = failures;
    this.counters = counters;
    this.reports = reports;
  }

  private FailureTranslator translator() {
    return new FailureTranslator(failures.diagnoses());
  }

  void begun(long nowNanos) {
    counters.used(nowNanos);
  }

  /** The moment at which it ended. */
  long succeeded(Attempt<?> attempt, long begunNanos) {
    attempt.finish();
    long now = time.nanoTime();
    counters.succeeded(attempt.isOverdueAt(now));
    ManagedEndpoint<?> endpoint = attempt.at();
    if (!attempt.isAbandoned()) {
      attempt.circuitSucceeded(now - begunNanos);
    }
    endpoint.activity().seen(now);
    endpoint.health().succeeded();
    return now;
  }

  TranslatedFailure failed(Attempt<?> attempt, Exception failure, long begunNanos) {
    attempt.finish(); // before its status is looked at: it must not change any more
    TranslatedFailure translated = translator().translate(failure, FailedUse.of(attempt));
    if (!attempt.isAbandoned()) {
      conclude(attempt, translated, time.nanoTime() - begunNanos);
    }
    return translated;
  }

  /** What the caller of a call sees that was a part of another one; that one is judged later. */
  RuntimeException joinedFailed(Attempt<?> outer, Operation operation, Exception failure) {
    return translator()
        .translate(failure, FailedUse.of(outer).joined(operation))
        .make(Conclusion.ONLY);
  }

  /** An attempt that does not end is judged as one that has failed at its deadline. */
  TranslatedFailure abandoned(Attempt<?> attempt, Exception where) {
    TranslatedFailure translated = translator().translate(where, FailedUse.of(attempt));
    conclude(attempt, translated, time.nanoTime() - attempt.sinceNanos());
    return translated;
  }

  private static void conclude(Attempt<?> attempt, TranslatedFailure translated, long took) {
    switch (translated.evidence()) {
      case FAULT -> attempt.circuitFailed(took);
      case ALIVE -> attempt.circuitSucceeded(took);
      case NONE -> attempt.circuitReleased();
    }
    suspect(attempt.at(), translated);
  }

  TranslatedFailure failed(AdmittedPermit<?> permit, Exception failure, Phase phase) {
    TranslatedFailure translated = translator().translate(failure, FailedUse.of(permit, phase));
    suspect(permit.at(), translated);
    count(translated);
    return translated;
  }

  private static void suspect(ManagedEndpoint<?> endpoint, TranslatedFailure failure) {
    if (failure.kind() == Kind.AUTHENTICATION && failure.phase().isBeforeSend()) {
      endpoint.health().loginRejected(failure.problem());
    } else if (failure.evidence() == Evidence.FAULT && failure.kind() == Kind.TIMEOUT) {
      endpoint.health().unanswered(failure.problem());
    } else if (failure.evidence() == Evidence.FAULT) {
      endpoint.health().suspect(failure.problem());
    } else if (failure.evidence() == Evidence.ALIVE && failure.kind() == Kind.TRANSIENT) {
      endpoint.health().callRejected(failure.problem(), false);
    } else if (failure.evidence() == Evidence.ALIVE && failure.kind() == Kind.AUTHENTICATION) {
      endpoint.health().callRejected(failure.problem(), true);
    }
  }

  /** A failure is final, and this is what the caller sees. */
  void told(
      ManagedEndpoint<?> endpoint,
      @Nullable String pool,
      TranslatedFailure failure,
      RuntimeException seen,
      long tookNanos) {
    if (SATURATION.contains(failure.code())) {
      endpoint.health().saturated(pool);
    }
    reports.ended(failure, seen, tookNanos);
  }

  /** A call or lease is rejected before it was begun; what its user sees. */
  RuntimeException rejected(
      ManagedEndpoint<?> endpoint,
      @Nullable String pool,
      TranslatedFailure rejection,
      CallTrace trace,
      long startNanos) {
    count(rejection);
    RuntimeException seen = rejection.make(Conclusion.NONE);
    long took = time.nanoTime() - startNanos;
    told(endpoint, pool, rejection, seen, took);
    trace.ends(seen, 0, took);
    return seen;
  }

  /** Opening has failed that no call needs; what whoever asked for it sees. */
  public RuntimeException notOpened(TranslatedFailure failure) {
    count(failure);
    RuntimeException seen = failure.make(Conclusion.NONE);
    reports.notOpened(seen);
    return seen;
  }

  /** A failure is final. */
  void count(TranslatedFailure failure) {
    if (failure.count() == Count.FAILED) {
      counters.failed();
    } else if (failure.count() == Count.REJECTED) {
      counters.rejected();
    }
  }

  void rejected() {
    counters.rejected();
  }

  void retried() {
    counters.retried();
  }

  /** A permit came back; its failure was counted when it was told. */
  void ended(boolean failed) {
    if (!failed) {
      counters.ended();
    }
  }
}
