package dev.connections.internal.connection;

import dev.connections.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it, and whose monotonic reading soon wraps around.
 */
public final class StoppedTime implements TimeSource {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
  private volatile Instant wall = Instant.parse("2026-01-01T00:00:00Z");

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
    wall = wall.plus(by);
  }

  public void moveWallClock(Duration by) {
    wall = wall.plus(by);
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return wall;
  }
}
