package dev.connections.testing;

import dev.connections.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The machine's clocks, except that a test can skip a while: what was recent is then long ago, and
 * whatever waits on real input and output goes on as ever. Thread-safe.
 */
final class SkippingTime implements TimeSource {

  private final TimeSource system = TimeSource.system();
  private final AtomicLong skippedNanos = new AtomicLong();

  void skip(Duration length) {
    skippedNanos.addAndGet(length.toNanos());
  }

  @Override
  public long nanoTime() {
    return system.nanoTime() + skippedNanos.get();
  }

  @Override
  public Instant now() {
    return system.now().plusNanos(skippedNanos.get());
  }
}
