package dev.connections.internal.resilience;

import dev.connections.OperationStatistics;
import dev.connections.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a connection has done. Thread-safe. */
final class OperationCounters {

  private static final long NEVER = Long.MIN_VALUE;

  private final TimeSource time;
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final AtomicLong lastUse = new AtomicLong(NEVER);
  private final AtomicLong lastSuccess = new AtomicLong(NEVER);

  OperationCounters(TimeSource time) {
    this.time = time;
  }

  void used(long nowNanos) {
    lastUse.setOpaque(nowNanos); // nobody orders anything by it
  }

  void succeeded(long nowNanos, boolean late) {
    succeeded.increment();
    lastSuccess.setOpaque(nowNanos);
    if (late) {
      slow.increment();
    }
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
    return since(lastUse.getOpaque());
  }

  /** How long ago an operation last succeeded; null if never. */
  @Nullable Duration sinceSuccess() {
    return since(lastSuccess.getOpaque());
  }

  private @Nullable Duration since(long nanos) {
    return nanos == NEVER ? null : Duration.ofNanos(Math.max(0, time.nanoTime() - nanos));
  }

  OperationStatistics statistics(int inFlight, int waiting) {
    return new OperationStatistics(
        inFlight, waiting, succeeded.sum(), failed.sum(), rejected.sum(), slow.sum());
  }
}
