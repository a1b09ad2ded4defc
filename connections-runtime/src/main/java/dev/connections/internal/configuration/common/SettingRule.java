package dev.connections.internal.configuration.common;

import dev.connections.Percentage;
import dev.connections.annotations.grammar.DurationText;
import dev.connections.annotations.settings.CommonSetting.Value;
import dev.connections.internal.configuration.node.TrackedNode;
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

  /** More than nothing, and not forever. */
  private static final SettingRule<Duration> POSITIVE =
      new SettingRule<>(
          "more than 0s, and " + FINITE,
          value -> value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST) <= 0);

  /** Not forever. */
  private static final SettingRule<Duration> FINITE_OR_NONE =
      new SettingRule<>(FINITE, value -> value.compareTo(LONGEST) <= 0);

  /** A window of time, which is divided into seconds. */
  private static final SettingRule<Duration> WINDOW =
      new SettingRule<>(
          "whole seconds, from 1s to 1h",
          value ->
              value.toMillisPart() == 0 && !value.isZero() && value.compareTo(LONGEST_WINDOW) <= 0);

  /** At most what another setting says. */
  static SettingRule<Duration> within(TrackedNode limit, Duration most) {
    return new SettingRule<>("at most " + named(limit, most), value -> value.compareTo(most) <= 0);
  }

  /** Nothing, or at least what another setting says. */
  static SettingRule<Duration> noneOrFrom(TrackedNode limit, Duration least) {
    return new SettingRule<>(
        "0s, or at least " + named(limit, least),
        value -> value.isZero() || value.compareTo(least) >= 0);
  }

  private static String named(TrackedNode limit, Duration is) {
    String[] path = limit.path().split("\\.", 3);
    String name = path.length == 3 && path[0].equals("connections") ? path[2] : limit.path();
    String origin =
        limit.isWritten() || limit.kind() == Kind.MISSING ? "" : " (" + limit.origin() + ")";
    return name + ", which is " + DurationText.of(is) + origin;
  }

  /** What a whole number has to be: at least something, or in a range. */
  static SettingRule<Integer> number(Value declared) {
    int least = declared.least().orElse(Integer.MIN_VALUE);
    int most = declared.most().orElse(Integer.MAX_VALUE);
    return new SettingRule<>(
        declared.most().isPresent() ? "from " + least + " to " + most : "at least " + least,
        value -> least <= value && value <= most);
  }

  /** What a share of the whole has to be. */
  static SettingRule<Percentage> share(Value declared) {
    int least = declared.least().orElse(0);
    int most = declared.most().orElse(100);
    return new SettingRule<>(
        "from " + least + "% to " + most + "%",
        value ->
            value.percent().compareTo(BigDecimal.valueOf(least)) >= 0
                && value.percent().compareTo(BigDecimal.valueOf(most)) <= 0);
  }

  /** What a duration has to be. */
  static SettingRule<Duration> duration(Value declared) {
    return switch (declared.kind()) {
      case TIME_LIMIT -> POSITIVE;
      case WINDOW -> WINDOW;
      case DELAY, DELAY_OR_NEVER -> FINITE_OR_NONE;
      default -> throw new IllegalArgumentException(declared.key() + " is no duration");
    };
  }

  @Override
  public boolean isSatisfiedBy(T value) {
    return rule.test(value);
  }
}
