package dev.connections.internal.circuit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of Resilience4j's window: it counts the seconds since its circuit was made, and shows
 * the latest one of which it was told.
 *
 * <p>It never goes back, whatever the wall clock does; and as it is told the time that the caller
 * knows anyway, and keeps the instant of each second, a result neither reads the machine's clock
 * nor allocates while it holds the lock of the window. Thread-safe.
 */
final class SecondsClock extends Clock {

  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

  static long secondOf(long nanosSinceStart) {
    return nanosSinceStart / NANOS;
  }

  /** The latest that it was told of. */
  long second() {
    return instant().getEpochSecond();
  }

  /** It is this late, or later. */
  void reach(long second) {
    Instant before = instant();
    while (second > before.getEpochSecond()
        && !latest.compareAndSet(before, Instant.ofEpochSecond(second))) {
      before = instant();
    }
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(latest.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
