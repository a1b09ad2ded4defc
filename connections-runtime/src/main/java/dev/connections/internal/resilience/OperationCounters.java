package dev.connections.internal.resilience;

import dev.connections.OperationStatistics;
import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a connection has done. Thread-safe. */
final class OperationCounters {

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final LongAdder leaksSuspected = new LongAdder();
  private final Signs lastUse;

  OperationCounters(TimeSource time) {
    this.lastUse = new Signs(time);
  }

  void used(long nowNanos) {
    lastUse.seen(nowNanos);
  }

  void succeeded(boolean late) {
    succeeded.increment();
    if (late) {
      slow.increment();
    }
  }

  void retried() {
    retries.increment();
  }

  void fellBack() {
    fallbacks.increment();
  }

  void leakSuspected() {
    leaksSuspected.increment();
  }

  /** A use has ended well, which proves nothing of the external system. */
  void ended() {
    succeeded.increment();
  }

  void failed() {
    failed.increment();
  }

  void rejected() {
    rejected.increment();
  }

  /** How long ago it was last used; null if never. */
  @Nullable Duration idleFor() {
    return lastUse.age();
  }

  OperationStatistics statistics(int inFlight, int waiting) {
    return new OperationStatistics(
        inFlight,
        waiting,
        succeeded.sum(),
        failed.sum(),
        rejected.sum(),
        slow.sum(),
        retries.sum(),
        fallbacks.sum(),
        leaksSuspected.sum());
  }
}
