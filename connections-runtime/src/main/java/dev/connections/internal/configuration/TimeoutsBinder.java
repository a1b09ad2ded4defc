package dev.connections.internal.configuration;

import dev.connections.spi.Binders;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import dev.connections.spi.ConnectionSettings.Timeouts;
import dev.connections.spi.Constraint;
import dev.connections.spi.ObjectReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Binds time limits. A limit that was written must fit into {@code total}; one that was left out is
 * its default or {@code total}, whichever is less, so that a short total needs no other line.
 */
final class TimeoutsBinder implements ConfigurationBinder<Timeouts> {

  private static final Duration LONGEST = Duration.ofDays(365);

  @Override
  public @Nullable Timeouts bind(ConfigurationNode node) {
    ObjectReader in = node.object("total", "attempt", "acquire", "connect", "health", "drain");
    Duration total = limit(in, "total", Timeouts.DEFAULT.total());
    Duration attempt = within(total, in, "attempt", Timeouts.DEFAULT.attempt());
    Duration acquire = within(total, in, "acquire", Timeouts.DEFAULT.acquire());
    Duration connect = within(total, in, "connect", Timeouts.DEFAULT.connect());
    Duration health = limit(in, "health", Timeouts.DEFAULT.health());
    Duration drain = limit(in, "drain", Timeouts.DEFAULT.drain());
    if (!in.isComplete()
        || total == null
        || attempt == null
        || acquire == null
        || connect == null
        || health == null
        || drain == null) {
      return null;
    }
    return new Timeouts(total, attempt, acquire, connect, health, drain);
  }

  private static @Nullable Duration within(
      @Nullable Duration total, ObjectReader in, String key, Duration fallback) {
    if (total == null) {
      return limit(in, key, fallback);
    }
    Duration value = limit(in, key, fallback.compareTo(total) < 0 ? fallback : total);
    in.check(key, value, new AtMostTotal(total));
    return value;
  }

  private static @Nullable Duration limit(ObjectReader in, String key, Duration fallback) {
    Duration value = in.withDefault(key, Binders.duration(), DurationText.of(fallback));
    Finite finite = new Finite();
    in.check(key, value, finite);
    return value != null && finite.isSatisfiedBy(value) ? value : null;
  }

  private record AtMostTotal(Duration total) implements Constraint<Duration> {
    @Override
    public boolean isSatisfiedBy(Duration value) {
      return value.compareTo(total) <= 0;
    }

    @Override
    public String allowed() {
      return "at most timeouts.total, which is " + DurationText.of(total);
    }
  }

  private record Finite() implements Constraint<Duration> {
    @Override
    public boolean isSatisfiedBy(Duration value) {
      return value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST) <= 0;
    }

    @Override
    public String allowed() {
      return "more than 0s, and at most " + DurationText.of(LONGEST);
    }
  }
}
