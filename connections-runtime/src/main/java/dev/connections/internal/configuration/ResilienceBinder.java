package dev.connections.internal.configuration;

import dev.connections.Percentage;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.RateLimit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds how a connection deals with failures; its groups stand beside the other settings. */
final class ResilienceBinder {

  /** The groups. */
  static final List<String> KEYS =
      List.of("retry", "circuit", "rateLimit", "monitoring", "failover");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private ResilienceBinder() {}

  /** The settings; null if anything is wrong, which has been reported. */
  static @Nullable ResilienceSettings bind(TrackedNode node) {
    Retry retry = retry(node.child("retry"));
    Circuit circuit = circuit(node.child("circuit"));
    TrackedNode limit = node.child("rateLimit");
    RateLimit rateLimit = limit.kind() == Kind.MISSING ? null : rateLimit(limit);
    Monitoring monitoring = monitoring(node.child("monitoring"));
    Failover failover = failover(node.child("failover"));
    if (retry == null || circuit == null || monitoring == null || failover == null) {
      return null;
    }
    return new ResilienceSettings(
        retry, circuit, Optional.ofNullable(rateLimit), monitoring, failover);
  }

  private static @Nullable Retry retry(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "maxAttempts", "base", "cap", "budget");
    Integer maxAttempts = in.number("maxAttempts", "3", SettingRule.from(1, 100));
    Duration cap = in.duration("cap", Retry.DEFAULT.cap());
    Duration base = in.durationWithin("base", Retry.DEFAULT.base(), in.child("cap"), cap);
    Budget budget = budget(in.child("budget"));
    if (!in.isComplete() || maxAttempts == null || base == null || cap == null || budget == null) {
      return null;
    }
    return new Retry(maxAttempts, base, cap, budget);
  }

  private static @Nullable Budget budget(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "ratio", "perSecond");
    Percentage ratio = in.read("ratio", Binders.percentage(), "20%", SettingRule.share(0));
    Integer perSecond = in.number("perSecond", "3", SettingRule.atLeast(0));
    return !in.isComplete() || ratio == null || perSecond == null
        ? null
        : new Budget(ratio, perSecond);
  }

  private static @Nullable Circuit circuit(TrackedNode node) {
    SettingGroup in =
        new SettingGroup(
            node,
            "enabled",
            "failureRate",
            "window",
            "minimumCalls",
            "openFor",
            "maxOpenFor",
            "probes",
            "slowCall");
    Circuit usual = Circuit.DEFAULT;
    Boolean enabled = in.read("enabled", Binders.bool(), "true");
    Percentage failureRate =
        in.read("failureRate", Binders.percentage(), "50%", SettingRule.share(1));
    Duration window = in.duration("window", usual.window(), SettingRule.WINDOW);
    Integer minimumCalls = in.number("minimumCalls", "20", SettingRule.atLeast(1));
    Duration maxOpenFor = in.duration("maxOpenFor", usual.maxOpenFor());
    Duration openFor =
        in.durationWithin("openFor", usual.openFor(), in.child("maxOpenFor"), maxOpenFor);
    Integer probes = in.number("probes", "3", SettingRule.from(1, 1000));
    Optional<Duration> slowCall = in.optional("slowCall", Binders.duration(), SettingRule.POSITIVE);
    if (!in.isComplete()
        || enabled == null
        || failureRate == null
        || window == null
        || minimumCalls == null
        || openFor == null
        || maxOpenFor == null
        || probes == null) {
      return null;
    }
    return new Circuit(
        enabled, failureRate, window, minimumCalls, openFor, maxOpenFor, probes, slowCall);
  }

  private static @Nullable RateLimit rateLimit(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "permits", "period");
    Integer permits = in.required("permits", Binders.integer(), SettingRule.atLeast(1));
    Duration period = in.duration("period", SECOND);
    return !in.isComplete() || permits == null || period == null
        ? null
        : new RateLimit(permits, period);
  }

  private static @Nullable Monitoring monitoring(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "interval", "failAfter", "recoverAfter");
    Duration interval = in.duration("interval", Monitoring.DEFAULT.interval());
    Integer failAfter = in.number("failAfter", "3", SettingRule.atLeast(1));
    Integer recoverAfter = in.number("recoverAfter", "2", SettingRule.atLeast(1));
    return !in.isComplete() || interval == null || failAfter == null || recoverAfter == null
        ? null
        : new Monitoring(interval, failAfter, recoverAfter);
  }

  private static @Nullable Failover failover(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, "grace", "failBack", "balanceReads", "panic");
    Duration grace = in.duration("grace", Failover.DEFAULT.grace(), SettingRule.FINITE_OR_NONE);
    Optional<Duration> failBack =
        in.read(
            "failBack",
            new DurationOrNever(),
            "30s",
            new SettingRule<>(
                "never, or " + SettingRule.FINITE_OR_NONE.allowed(),
                value -> value.map(SettingRule.FINITE_OR_NONE::isSatisfiedBy).orElse(true)));
    Boolean balanceReads = in.read("balanceReads", Binders.bool(), "false");
    Percentage panic = in.read("panic", Binders.percentage(), "0%", SettingRule.share(0));
    return !in.isComplete()
            || grace == null
            || failBack == null
            || balanceReads == null
            || panic == null
        ? null
        : new Failover(grace, failBack, balanceReads, panic);
  }
}
