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
  private final List<AttemptReport> history = new ArrayList<>(1); // few calls make another attempt
  private @Nullable TranslatedFailure lastMade;
  private int attempts;
  private Outcome outcome = Outcome.NOT_SENT;
  private boolean credentialsRefreshed;
  private @Nullable String notRetried;
  private boolean heldBack;
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
      return noRetry(whyFinal(failure));
    }
    if (kind == Kind.INTERRUPTED) {
      return noRetry("the thread was interrupted");
    }
    RetryRule.Verdict verdict =
        RetryRule.judge(operation.effect(), failure.phase(), kind, failure.outcome());
    switch (verdict) {
      case FINAL -> {
        return noRetry("a retry would fail the same way");
      }
      case OUTCOME_UNKNOWN -> {
        return noRetry("it may have been applied, and must not be done twice");
      }
      case RETRY_ONCE_WITH_FRESH_CREDENTIALS, RETRY -> {}
    }
    String once = attempt.whyNotRepeatable();
    if (once != null) {
      return noRetry(once);
    }
    int allowed = policy.maxAttempts(operation);
    if (attempts >= allowed) {
      return noRetry(
          allowed == 1 ? "one attempt is allowed" : "all " + allowed + " attempts were made");
    }
    boolean renewed =
        verdict == RetryRule.Verdict.RETRY_ONCE_WITH_FRESH_CREDENTIALS
            && failure.credentialsRenewed();
    Duration backoff = renewed ? Duration.ZERO : policy.backoff(attempts, failure.retryAfter());
    long left = total.remainingNanos();
    if (backoff.toNanos() >= left) {
      return noRetry(
          failure.retryAfter() == null
              ? NO_TIME
              : "the external system asks for a retry in "
                  + failure.retryAfter().toMillis()
                  + " ms, and the deadline leaves "
                  + left / 1_000_000
                  + " ms");
    }
    // Last, since asking uses up what there is for half a minute.
    if (verdict == RetryRule.Verdict.RETRY_ONCE_WITH_FRESH_CREDENTIALS
        && !mayRefreshCredentials(renewed, now)) {
      return noRetry(
          "authentication failed with credentials that were read again a moment ago, too");
    }
    if (!renewed && !policy.withdraw(now)) {
      heldBack = true;
      return noRetry("the retry budget of the connection is empty");
    }
    return backoff;
  }

  private boolean mayRefreshCredentials(boolean renewed, long now) {
    boolean first = !credentialsRefreshed && (renewed || policy.mayRefreshCredentials(now));
    credentialsRefreshed = true;
    return first;
  }

  /** Why a failure is final in which the external system has no part. */
  private static String whyFinal(TranslatedFailure failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      return "it may have been applied, and it is not known whether a retry would help";
    }
    if (failure.code().equals("closed")) {
      return "the connection is closed or closing";
    }
    return failure.count() == Count.REJECTED
        ? "it was rejected on this side, where more attempts would only add load"
        : "it is not known whether a retry would help";
  }

  private @Nullable Duration noRetry(String reason) {
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
    heldBack = false;
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
    notRetried = "the call was canceled";
  }

  int attempts() {
    return attempts;
  }

  Conclusion conclusion() {
    return new Conclusion(attempts, history, outcome, notRetried, heldBack);
  }
}
