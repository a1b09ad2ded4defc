package dev.connections.internal.resilience;

import dev.connections.Phase;
import dev.connections.TimeSource;

/** What counters and health learn from how uses end. Thread-safe. */
final class Results {

  private final TimeSource time;
  private final FailureTranslator translator;
  private final OperationCounters counters;
  private final HealthMonitor health;

  Results(
      TimeSource time,
      FailureTranslator translator,
      OperationCounters counters,
      HealthMonitor health) {
    this.time = time;
    this.translator = translator;
    this.counters = counters;
    this.health = health;
  }

  void begun(long nowNanos) {
    counters.used(nowNanos);
  }

  void succeeded(Attempt attempt) {
    attempt.finish();
    long now = time.nanoTime();
    counters.succeeded(now, attempt.deadline().isExpiredAt(now));
    health.succeeded();
  }

  RuntimeException failed(Attempt attempt, Exception failure) {
    attempt.finish(); // before its status is looked at: it must not change any more
    return account(translator.translate(failure, FailedUse.of(attempt)));
  }

  RuntimeException failed(AdmittedPermit permit, Exception failure, Phase phase) {
    return account(translator.translate(failure, FailedUse.of(permit, phase)));
  }

  private RuntimeException account(TranslatedFailure translated) {
    if (translated.counted()) {
      counters.failed();
    }
    String suspicion = translated.suspicion();
    if (suspicion != null) {
      health.suspect(suspicion);
    }
    return translated.exception();
  }

  /** A permit came back; its failure was counted when it was told. */
  void ended(boolean failed) {
    if (!failed) {
      counters.ended();
    }
  }
}
