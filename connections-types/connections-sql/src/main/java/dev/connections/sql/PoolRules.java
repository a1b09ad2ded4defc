package dev.connections.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What HikariCP would silently change, as rules. */
final class PoolRules {

  /** The version whose rules these are; named in messages. */
  static final String HIKARI = "HikariCP 7.1";

  private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(30);
  private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(30);
  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(10);
  private static final Duration SHORTEST_LEAK = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofDays(365);

  private final List<String> problems = new ArrayList<>();

  private PoolRules() {}

  static void check(
      int maxSize,
      Optional<Integer> minIdle,
      Duration maxLifetime,
      Optional<Duration> keepalive,
      Optional<Duration> idleTimeout,
      Optional<Duration> leakThreshold) {
    PoolRules rules = new PoolRules();
    rules.within("maxLifetime", maxLifetime, SHORTEST_LIFETIME, LONGEST, "use 30m instead");
    // What depends on it is judged by itself while it is wrong.
    Duration lifetime = rules.problems.isEmpty() ? maxLifetime : LONGEST;
    rules.size(maxSize, minIdle);
    if (keepalive.isPresent()) {
      Duration longest = lifetime.minusMillis(1);
      rules.within("keepalive", keepalive.get(), SHORTEST_KEEPALIVE, longest, "switch it off");
    }
    if (idleTimeout.isPresent()) {
      rules.idle(idleTimeout.get(), maxSize, minIdle, lifetime);
    }
    if (leakThreshold.isPresent()) {
      rules.within("leakThreshold", leakThreshold.get(), SHORTEST_LEAK, lifetime, "switch it off");
    }
    if (!rules.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", rules.problems));
    }
  }

  private void size(int maxSize, Optional<Integer> minIdle) {
    if (maxSize < 1) {
      problems.add("maxSize must be at least 1, but was " + maxSize);
    }
    int idle = minIdle.orElse(0);
    if (minIdle.isPresent() && (idle < 0 || idle > maxSize)) {
      problems.add(
          "minIdle must be from 0 to maxSize (%d), but was %d; %s would use maxSize"
              .formatted(maxSize, idle, HIKARI));
    }
  }

  private void idle(Duration value, int maxSize, Optional<Integer> minIdle, Duration maxLifetime) {
    if (minIdle.orElse(maxSize) >= maxSize) {
      problems.add(
          "idleTimeout has no effect where minIdle is maxSize (%d); leave it out or lower minIdle"
              .formatted(maxSize));
    }
    within(
        "idleTimeout",
        value,
        SHORTEST_IDLE,
        maxLifetime.minusSeconds(1),
        "use another value or none");
  }

  private void within(String name, Duration value, Duration least, Duration most, String instead) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add(
          "%s must be from %s to %s, but was %s; %s would %s"
              .formatted(name, text(least), text(most), text(value), HIKARI, instead));
    } else if (value.toNanosPart() % 1_000_000 != 0) {
      problems.add("%s must be whole milliseconds, but was %s".formatted(name, value));
    }
  }

  /** As configuration files write durations. */
  private static String text(Duration value) {
    if (value.abs().compareTo(LONGEST) > 0) {
      return value.toString();
    }
    long millis = value.toMillis();
    return millis % 60_000 == 0 && millis != 0
        ? millis / 60_000 + "m"
        : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
