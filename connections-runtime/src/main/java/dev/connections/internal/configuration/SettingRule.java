package dev.connections.internal.configuration;

import dev.connections.Percentage;
import dev.connections.annotations.grammar.DurationText;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.binding.Constraint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What the value of a common setting has to be.
 *
 * @param allowed the same in words
 * @param rule whether it is
 */
record SettingRule<T>(String allowed, Predicate<T> rule) implements Constraint<T> {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final String FINITE = "at most " + DurationText.of(LONGEST);

  /** More than nothing, and not for ever. */
  static final SettingRule<Duration> POSITIVE =
      new SettingRule<>(
          "more than 0s, and " + FINITE,
          value -> value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST) <= 0);

  /** Not for ever. */
  static final SettingRule<Duration> FINITE_OR_NONE =
      new SettingRule<>(FINITE, value -> value.compareTo(LONGEST) <= 0);

  /** A window of time, which is divided into seconds. */
  static final SettingRule<Duration> WINDOW =
      new SettingRule<>(
          "whole seconds, from 1s to 1h",
          value ->
              value.toMillisPart() == 0 && !value.isZero() && value.compareTo(LONGEST_WINDOW) <= 0);

  /** At most what another setting says. */
  static SettingRule<Duration> within(TrackedNode limit, Duration most) {
    String[] path = limit.path().split("\\.", 3);
    String name = path.length == 3 && path[0].equals("connections") ? path[2] : limit.path();
    String origin =
        limit.isWritten() || limit.kind() == Kind.MISSING ? "" : " (" + limit.origin() + ")";
    return new SettingRule<>(
        "at most " + name + ", which is " + DurationText.of(most) + origin,
        value -> value.compareTo(most) <= 0);
  }

  /** At least this. */
  static SettingRule<Integer> atLeast(int least) {
    return new SettingRule<>("at least " + least, value -> value >= least);
  }

  /** In this range. */
  static SettingRule<Integer> from(int least, int most) {
    return new SettingRule<>(
        "from " + least + " to " + most, value -> least <= value && value <= most);
  }

  /** A share of the whole. */
  static SettingRule<Percentage> share(int least) {
    BigDecimal lowest = BigDecimal.valueOf(least);
    BigDecimal all = BigDecimal.valueOf(100);
    return new SettingRule<>(
        "from " + least + "% to 100%",
        value -> value.percent().compareTo(lowest) >= 0 && value.percent().compareTo(all) <= 0);
  }

  @Override
  public boolean isSatisfiedBy(T value) {
    return rule.test(value);
  }
}
