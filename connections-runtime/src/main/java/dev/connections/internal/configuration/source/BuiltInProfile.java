package dev.connections.internal.configuration.source;

import dev.connections.internal.configuration.document.Tree;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a surrounding, assumed if the chosen profile has this name, also where no document
 * has such a profile. Whatever is written wins, and so does a preset: it is chosen for a purpose.
 *
 * <p>{@code docs/configuration.md} has them in a table.
 */
public enum BuiltInProfile {
  /** What one restarts by hand is back at once, and the service ends at once. */
  DEVELOPMENT(
      "development",
      "timeouts.drain",
      "2s",
      "retry.maxAttempts",
      "2",
      "circuit.openFor",
      "1s",
      "circuit.maxOpenFor",
      "5s",
      "failover.failBack",
      "5s"),
  /** The first call finds everything open, and trouble is seen early. */
  PRODUCTION("production", "startup", "background", "monitoring.interval", "15s"),
  /** Every exchange takes its time, and that is no failure. */
  HIGH_LATENCY(
      "high-latency",
      "timeouts.total",
      "90s",
      "timeouts.attempt",
      "30s",
      "timeouts.acquire",
      "15s",
      "timeouts.connect",
      "15s",
      "timeouts.health",
      "5s",
      "retry.base",
      "500ms",
      "retry.cap",
      "15s",
      "circuit.window",
      "60s",
      "circuit.openFor",
      "10s",
      "monitoring.interval",
      "60s",
      "failover.grace",
      "5s",
      "failover.failBack",
      "60s");

  private final String name;
  private final String[] settings;

  BuiltInProfile(String name, String... settings) {
    this.name = name;
    this.settings = settings;
  }

  /** The one that was chosen; null if that is none of them. */
  public static @Nullable BuiltInProfile of(ProfileChoice choice) {
    for (BuiltInProfile each : values()) {
      if (each.name.equals(choice.name())) {
        return each;
      }
    }
    return null;
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(each -> each.name).toList();
  }

  /** What it assumes. */
  public Tree.Mapping settings() {
    return AssumedSettings.of("profile " + name + " (built in)", settings);
  }
}
