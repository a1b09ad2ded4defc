package dev.connections.internal.configuration.common;

import dev.connections.Percentage;
import dev.connections.annotations.grammar.DurationText;
import dev.connections.annotations.settings.CommonSetting.Group;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.binding.Constraint;
import dev.connections.spi.binding.ObjectReader;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads a group of common settings. What is wrong is reported, and then given as null. Used by one
 * thread.
 */
final class SettingGroup {

  private final TrackedNode node;
  private final ObjectReader in;
  private final Group declared;

  /** Begins to read a node, where every setting but the group's is wrong. */
  SettingGroup(TrackedNode node, Group declared) {
    this.node = node.orEmpty();
    this.in = this.node.object(declared.keys().toArray(new String[0]));
    this.declared = declared;
  }

  /** The node of a setting. */
  TrackedNode child(String key) {
    return node.child(key);
  }

  /** Whether nothing was wrong so far. */
  boolean isComplete() {
    return in.isComplete();
  }

  /** A setting that follows from others if it is left out. */
  <T> @Nullable T read(String key, ConfigurationBinder<T> binder, String otherwise) {
    return in.withDefault(key, binder, otherwise);
  }

  /** A switch. */
  @Nullable Boolean bool(String key) {
    return read(key, Binders.bool(), declared.value(key).otherwise());
  }

  /** A whole number. */
  @Nullable Integer number(String key) {
    return read(
        key,
        Binders.integer(),
        declared.value(key).otherwise(),
        SettingRule.number(declared.value(key)));
  }

  /** A whole number that must be there. */
  @Nullable Integer requiredNumber(String key) {
    Integer value = in.required(key, Binders.integer());
    in.check(key, value, SettingRule.number(declared.value(key)));
    return value;
  }

  /** A whole number that may be left out. */
  OptionalInt optionalNumber(String key) {
    Integer value =
        optional(key, Binders.integer(), SettingRule.number(declared.value(key))).orElse(null);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** A share of the whole. */
  @Nullable Percentage share(String key) {
    return read(
        key,
        Binders.percentage(),
        declared.value(key).otherwise(),
        SettingRule.share(declared.value(key)));
  }

  /** A duration. */
  @Nullable Duration duration(String key) {
    return duration(key, declared.value(key).time());
  }

  /** A duration that is another one's if it is left out. */
  @Nullable Duration duration(String key, Duration otherwise) {
    SettingRule<Duration> rule = SettingRule.duration(declared.value(key));
    return read(key, Binders.duration(), DurationText.of(otherwise), rule);
  }

  /** A duration that may be left out. */
  Optional<Duration> optionalDuration(String key) {
    return optional(key, Binders.duration(), SettingRule.duration(declared.value(key)));
  }

  /** A duration, or never, which is empty. */
  @Nullable Optional<Duration> durationOrNever(String key) {
    SettingRule<Duration> rule = SettingRule.duration(declared.value(key));
    return read(
        key,
        new DurationOrNever(),
        declared.value(key).otherwise(),
        new SettingRule<>(
            "never, or " + rule.allowed(), value -> value.map(rule::isSatisfiedBy).orElse(true)));
  }

  private <T> @Nullable T read(
      String key, ConfigurationBinder<T> binder, String otherwise, SettingRule<T> rule) {
    T value = read(key, binder, otherwise);
    in.check(key, value, rule);
    return value != null && rule.isSatisfiedBy(value) ? value : null;
  }

  private <T> Optional<T> optional(
      String key, ConfigurationBinder<T> binder, Constraint<? super T> rule) {
    Optional<T> value = in.optional(key, binder);
    in.check(key, value.orElse(null), rule);
    return value;
  }

  /** As {@link #durationWithin(String, Duration, TrackedNode, Duration)}, with its own default. */
  @Nullable Duration durationWithin(String key, TrackedNode limit, @Nullable Duration most) {
    return durationWithin(key, declared.value(key).time(), limit, most);
  }

  /**
   * A duration that is at most another one. One that was written must be; one that is only assumed
   * is shortened, so that a short limit needs no other line.
   *
   * @param limit the setting that limits it, such as {@code timeouts.total}
   * @param most its value; null if it is wrong
   */
  @Nullable Duration durationWithin(
      String key, Duration otherwise, TrackedNode limit, @Nullable Duration most) {
    if (most == null) {
      return duration(key, otherwise);
    }
    TrackedNode child = node.child(key);
    if (!child.isWritten() && assumed(child, otherwise).compareTo(most) > 0) {
      child.assume(DurationText.of(most), limit);
    }
    Duration value = duration(key, otherwise);
    in.check(key, value, SettingRule.within(limit, most));
    return value;
  }

  /**
   * A duration that is another one's if it is left out; one that was written is nothing, or at
   * least as long.
   *
   * @param limit the setting that limits it, such as {@code failover.maxLag}
   * @param least its value; null if it is wrong
   */
  @Nullable Duration durationOfNoneOrFrom(String key, TrackedNode limit, @Nullable Duration least) {
    if (least == null) {
      return duration(key);
    }
    Duration value = duration(key, least);
    in.check(key, value, SettingRule.noneOrFrom(limit, least));
    return value;
  }

  private static Duration assumed(TrackedNode child, Duration otherwise) {
    Duration value = child.kind() == Kind.SCALAR ? Binders.duration().bind(child) : null;
    return value == null ? otherwise : value;
  }
}
