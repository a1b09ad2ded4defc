package dev.connections.internal.configuration.common;

import dev.connections.Percentage;
import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.RateLimit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds how a connection deals with failures; its groups stand beside the other settings. */
final class ResilienceBinder {

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
    SettingGroup in = new SettingGroup(node, CommonSettings.RETRY);
    Integer maxAttempts = in.number("maxAttempts");
    Duration cap = in.duration("cap");
    Duration base = in.durationWithin("base", in.child("cap"), cap);
    Budget budget = budget(in.child("budget"));
    if (!in.isComplete() || maxAttempts == null || base == null || cap == null || budget == null) {
      return null;
    }
    return new Retry(maxAttempts, base, cap, budget);
  }

  private static @Nullable Budget budget(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.BUDGET);
    Percentage ratio = in.share("ratio");
    Integer perSecond = in.number("perSecond");
    return !in.isComplete() || ratio == null || perSecond == null
        ? null
        : new Budget(ratio, perSecond);
  }

  private static @Nullable Circuit circuit(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.CIRCUIT);
    Boolean enabled = in.bool("enabled");
    Percentage failureRate = in.share("failureRate");
    Duration window = in.duration("window");
    Integer minimumCalls = in.number("minimumCalls");
    Duration maxOpenFor = in.duration("maxOpenFor");
    Duration openFor = in.durationWithin("openFor", in.child("maxOpenFor"), maxOpenFor);
    Integer probes = in.number("probes");
    Optional<Duration> slowCall = in.optionalDuration("slowCall");
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
    SettingGroup in = new SettingGroup(node, CommonSettings.RATE_LIMIT);
    Integer permits = in.requiredNumber("permits");
    Duration period = in.duration("period");
    return !in.isComplete() || permits == null || period == null
        ? null
        : new RateLimit(permits, period);
  }

  private static @Nullable Monitoring monitoring(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.MONITORING);
    Duration interval = in.duration("interval");
    Integer failAfter = in.number("failAfter");
    Integer recoverAfter = in.number("recoverAfter");
    return !in.isComplete() || interval == null || failAfter == null || recoverAfter == null
        ? null
        : new Monitoring(interval, failAfter, recoverAfter);
  }

  private static @Nullable Failover failover(TrackedNode node) {
    SettingGroup in = new SettingGroup(node, CommonSettings.FAILOVER);
    Duration grace = in.duration("grace");
    Optional<Duration> failBack = in.durationOrNever("failBack");
    Boolean balanceReads = in.bool("balanceReads");
    Duration maxLag = in.duration("maxLag");
    Duration readOwnWrites = in.durationOfNoneOrFrom("readOwnWrites", in.child("maxLag"), maxLag);
    Percentage panic = in.share("panic");
    return !in.isComplete()
            || grace == null
            || failBack == null
            || balanceReads == null
            || maxLag == null
            || readOwnWrites == null
            || panic == null
        ? null
        : new Failover(grace, failBack, balanceReads, maxLag, readOwnWrites, panic);
  }
}
