package dev.connections.internal.activity;

import dev.connections.TimeSource;
import dev.connections.monitoring.OperationStatistics;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a connection has done. Thread-safe. */
public final class OperationCounters {

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final LongAdder leaksSuspected = new LongAdder();
  private final LastActivity lastUse;

  public OperationCounters(TimeSource time) {
    this.lastUse = new LastActivity(time);
  }

  public void used(long nowNanos) {
    lastUse.seen(nowNanos);
  }

  public void succeeded(boolean late) {
    succeeded.increment();
    if (late) {
      slow.increment();
    }
  }

  public void retried() {
    retries.increment();
  }

  public void fellBack() {
    fallbacks.increment();
  }

  public void leakSuspected() {
    leaksSuspected.increment();
  }

  /** A use has ended well, which proves nothing of the external system. */
  public void ended() {
    succeeded.increment();
  }

  public void failed() {
    failed.increment();
  }

  public void rejected() {
    rejected.increment();
  }

  /** How long ago it was last used; null if never. */
  public @Nullable Duration idleFor() {
    return lastUse.age();
  }

  public OperationStatistics statistics(int inFlight, int waiting) {
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
