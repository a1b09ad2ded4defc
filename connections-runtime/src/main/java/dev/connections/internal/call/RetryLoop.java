package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.AttemptReport;
import dev.connections.failure.Outcome;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.failure.TranslatedFailure.Count;
import dev.connections.internal.retry.OutcomeRule;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.internal.retry.RetryRule;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call remembers of its failed attempts, and whether it makes another one. */
final class RetryLoop {

  private static final String NO_TIME = "the deadline leaves no time for another attempt";

  private final RetryPolicy policy;
  private final Operation operation;
  private final Deadline total;
  private final List<AttemptReport> history = new ArrayList<>();
  private @Nullable TranslatedFailure lastMade;
  private int attempts;
  private Outcome outcome = Outcome.NOT_SENT;
  private boolean credentialsRefreshed;
  private @Nullable String notRetried;
  private boolean interrupted;

  RetryLoop(RetryPolicy policy, Operation operation, Deadline total) {
    this.policy = policy;
    this.operation = operation;
    this.total = total;
  }

  /** How long to wait before another attempt; null if there is to be none. */
  @Nullable Duration next(Attempt<?> attempt, TranslatedFailure failure, long nowNanos) {
    boolean made =
        failure.count() != Count.REJECTED
            && (failure.kind() != Kind.INTERRUPTED || attempt.hasBegun());
    attempts += made ? 1 : 0;
    lastMade = made ? failure : lastMade;
    outcome = OutcomeRule.ofCall(outcome, failure.outcome());
    Duration backoff = backoff(attempt, failure, nowNanos);
    if (made) {
      history.add(
          new AttemptReport(
              attempt.number(),
              attempt.at().name(),
              failure.phase(),
              failure.problem(),
              Duration.ofNanos(Math.max(0, nowNanos - attempt.sinceNanos())),
              backoff));
    }
    return backoff;
  }

  private @Nullable Duration backoff(Attempt<?> attempt, TranslatedFailure failure, long now) {
    notRetried = null;
    Kind kind = failure.kind();
    if (kind == null) {
      return refuse(whyNobodyTries(failure));
    }
    if (kind == Kind.INTERRUPTED) {
      return refuse("the thread was interrupted");
    }
    RetryRule.Verdict verdict =
        RetryRule.judge(operation.effect(), failure.phase(), kind, failure.outcome());
    switch (verdict) {
      case FINAL -> {
        return refuse("a repetition would fail the same way");
      }
      case OUTCOME_UNKNOWN -> {
        return refuse("it may have been applied, and must not be done twice");
      }
      case RETRY_ONCE_WITH_FRESH_CREDENTIALS, RETRY -> {}
    }
    String once = attempt.whyNotRepeatable();
    if (once != null) {
      return refuse(once);
    }
    int allowed = policy.maxAttempts(operation);
    if (attempts >= allowed) {
      return refuse(
          allowed == 1 ? "one attempt is allowed" : "all " + allowed + " attempts were made");
    }
    Duration backoff = policy.backoff(attempts, failure.retryAfter());
    long left = total.remainingNanos();
    if (backoff.toNanos() >= left) {
      return refuse(
          failure.retryAfter() == null
              ? NO_TIME
              : "the external system wants to be asked again in "
                  + failure.retryAfter().toMillis()
                  + " ms, and the deadline leaves "
                  + left / 1_000_000
                  + " ms");
    }
    // Last, since who asks has used up what there is for half a minute.
    if (verdict == RetryRule.Verdict.RETRY_ONCE_WITH_FRESH_CREDENTIALS
        && !mayRefreshCredentials(now)) {
      return refuse("the credentials were read anew a moment ago, and refused as well");
    }
    if (!policy.withdraw(now)) {
      return refuse("the retry budget of the connection is empty");
    }
    return backoff;
  }

  private boolean mayRefreshCredentials(long now) {
    boolean first = !credentialsRefreshed && policy.mayRefreshCredentials(now);
    credentialsRefreshed = true;
    return first;
  }

  /** Why a failure is final in which the external system has no part. */
  private static String whyNobodyTries(TranslatedFailure failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      return "it may have been applied, and nobody knows whether another attempt would help";
    }
    if (failure.code().equals("closed")) {
      return "the connection is closed or closing";
    }
    return failure.count() == Count.REJECTED
        ? "it was refused on this side, where more attempts would only add load"
        : "nothing says that another attempt would help";
  }

  private @Nullable Duration refuse(String reason) {
    notRetried = reason;
    return null;
  }

  /**
   * Why the call failed: that the time was over before another attempt could begin says less than
   * what the last one met.
   */
  TranslatedFailure reason(TranslatedFailure last) {
    TranslatedFailure before = lastMade;
    if (before == null || !last.isOfTime()) {
      return last;
    }
    notRetried = NO_TIME;
    return before;
  }

  /** The wait before the next attempt was cut short. */
  void interrupted() {
    notRetried = "the thread was interrupted";
    interrupted = true;
  }

  boolean wasInterrupted() {
    return interrupted;
  }

  /** The caller wants no other attempt. */
  void canceled() {
    notRetried = "the call was cancelled";
  }

  int attempts() {
    return attempts;
  }

  Conclusion conclusion() {
    return new Conclusion(attempts, history, outcome, notRetried);
  }
}
