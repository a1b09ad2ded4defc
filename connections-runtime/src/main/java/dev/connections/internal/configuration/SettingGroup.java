package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.DurationText;
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

  /** Begins to read a node, where every setting but these is wrong. */
  SettingGroup(TrackedNode node, String... keys) {
    this.node = node.orEmpty();
    this.in = this.node.object(keys);
  }

  /** The node of a setting. */
  TrackedNode child(String key) {
    return node.child(key);
  }

  /** Whether nothing was wrong so far. */
  boolean isComplete() {
    return in.isComplete();
  }

  /** A setting with a default. */
  <T> @Nullable T read(String key, ConfigurationBinder<T> binder, String otherwise) {
    return in.withDefault(key, binder, otherwise);
  }

  /** A setting with a default and a rule. */
  <T> @Nullable T read(
      String key, ConfigurationBinder<T> binder, String otherwise, Constraint<? super T> rule) {
    T value = read(key, binder, otherwise);
    in.check(key, value, rule);
    return value != null && rule.isSatisfiedBy(value) ? value : null;
  }

  /** A setting that must be there. */
  <T> @Nullable T required(String key, ConfigurationBinder<T> binder, Constraint<? super T> rule) {
    T value = in.required(key, binder);
    in.check(key, value, rule);
    return value;
  }

  /** A setting that may be left out. */
  <T> Optional<T> optional(String key, ConfigurationBinder<T> binder, Constraint<? super T> rule) {
    Optional<T> value = in.optional(key, binder);
    in.check(key, value.orElse(null), rule);
    return value;
  }

  /** A whole number that may be left out. */
  OptionalInt optionalNumber(String key, int least) {
    return optional(key, Binders.integer(), SettingRule.atLeast(least))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** A whole number. */
  @Nullable Integer number(String key, String otherwise, SettingRule<Integer> rule) {
    return read(key, Binders.integer(), otherwise, rule);
  }

  /** A duration of more than nothing. */
  @Nullable Duration duration(String key, Duration otherwise) {
    return duration(key, otherwise, SettingRule.POSITIVE);
  }

  /** A duration. */
  @Nullable Duration duration(String key, Duration otherwise, Constraint<Duration> rule) {
    return read(key, Binders.duration(), DurationText.of(otherwise), rule);
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

  private static Duration assumed(TrackedNode child, Duration otherwise) {
    Duration value = child.kind() == Kind.SCALAR ? Binders.duration().bind(child) : null;
    return value == null ? otherwise : value;
  }
}
