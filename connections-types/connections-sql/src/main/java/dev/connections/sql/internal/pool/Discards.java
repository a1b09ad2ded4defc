package dev.connections.sql.internal.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections that were closed because they could not be lent again, and says why, at
 * most once a minute: each costs a new session of the server. Thread-safe.
 */
final class Discards {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.pool");
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final LongSupplier clock;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong silentUntil;

  Discards(String name, LongSupplier clock) {
    this.name = name;
    this.clock = clock;
    this.silentUntil = new AtomicLong(clock.getAsLong());
  }

  void add(String reason) {
    long all = count.incrementAndGet();
    long now = clock.getAsLong();
    long until = silentUntil.get();
    if (now - until >= 0 && silentUntil.compareAndSet(until, now + QUIET_NANOS)) {
      log.info(
          "{}: pooled connection discarded: {}; {} discarded since the pool was opened",
          name,
          reason,
          all);
    }
  }

  long count() {
    return count.get();
  }
}
