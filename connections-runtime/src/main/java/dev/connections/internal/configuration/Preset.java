package dev.connections.internal.configuration;

import java.util.Locale;

/**
 * Settings for a purpose, to be chosen by the setting {@code preset}. A preset changes defaults
 * only: whatever is written wins, at the connection or in the section {@code defaults}.
 *
 * <table>
 * <caption>What the presets assume; what a preset is silent about is as without it</caption>
 * <tr><th>setting</th><th>default</th><th>interactive</th><th>batch</th><th>critical</th><th>none</th></tr>
 * <tr><td>critical</td><td>false</td><td></td><td></td><td>true</td><td></td></tr>
 * <tr><td>startup</td><td>lazy</td><td></td><td></td><td>background</td><td></td></tr>
 * <tr><td>timeouts.total</td><td>30s</td><td>5s</td><td>10m</td><td></td><td></td></tr>
 * <tr><td>timeouts.attempt</td><td>10s</td><td>2s</td><td>2m</td><td></td><td></td></tr>
 * <tr><td>timeouts.acquire</td><td>5s</td><td>1s</td><td>1m</td><td></td><td></td></tr>
 * <tr><td>timeouts.connect</td><td>5s</td><td>2s</td><td>15s</td><td></td><td></td></tr>
 * <tr><td>timeouts.health</td><td>2s</td><td>1s</td><td>5s</td><td></td><td></td></tr>
 * <tr><td>timeouts.drain</td><td>20s</td><td></td><td>1m</td><td></td><td></td></tr>
 * <tr><td>retry.maxAttempts</td><td>3</td><td>2</td><td>6</td><td>4</td><td>1</td></tr>
 * <tr><td>retry.base</td><td>100ms</td><td>50ms</td><td>500ms</td><td></td><td></td></tr>
 * <tr><td>retry.cap</td><td>5s</td><td>500ms</td><td>1m</td><td></td><td></td></tr>
 * <tr><td>retry.budget.perSecond</td><td>3</td><td></td><td></td><td>5</td><td></td></tr>
 * <tr><td>circuit.enabled</td><td>true</td><td></td><td></td><td></td><td>false</td></tr>
 * <tr><td>circuit.window</td><td>30s</td><td>10s</td><td>2m</td><td></td><td></td></tr>
 * <tr><td>circuit.openFor</td><td>5s</td><td>2s</td><td>15s</td><td>2s</td><td></td></tr>
 * <tr><td>circuit.maxOpenFor</td><td>60s</td><td>30s</td><td>5m</td><td>30s</td><td></td></tr>
 * <tr><td>circuit.probes</td><td>3</td><td></td><td></td><td>5</td><td></td></tr>
 * <tr><td>monitoring.interval</td><td>30s</td><td></td><td>60s</td><td>10s</td><td></td></tr>
 * </table>
 *
 * <p>{@code none} leaves the time limits and the bulkhead on: without them nothing is safe.
 */
enum Preset {
  /** Somebody waits for the answer: rather no answer than a late one. */
  INTERACTIVE(
      "timeouts.total", "5s",
      "timeouts.attempt", "2s",
      "timeouts.acquire", "1s",
      "timeouts.connect", "2s",
      "timeouts.health", "1s",
      "retry.maxAttempts", "2",
      "retry.base", "50ms",
      "retry.cap", "500ms",
      "circuit.window", "10s",
      "circuit.openFor", "2s",
      "circuit.maxOpenFor", "30s"),
  /** Nobody waits: rather a late answer than none. */
  BATCH(
      "timeouts.total", "10m",
      "timeouts.attempt", "2m",
      "timeouts.acquire", "1m",
      "timeouts.connect", "15s",
      "timeouts.health", "5s",
      "timeouts.drain", "1m",
      "retry.maxAttempts", "6",
      "retry.base", "500ms",
      "retry.cap", "1m",
      "circuit.window", "2m",
      "circuit.openFor", "15s",
      "circuit.maxOpenFor", "5m",
      "monitoring.interval", "60s"),
  /** The service can do nothing without it. */
  CRITICAL(
      "critical", "true",
      "startup", "background",
      "retry.maxAttempts", "4",
      "retry.budget.perSecond", "5",
      "circuit.openFor", "2s",
      "circuit.maxOpenFor", "30s",
      "circuit.probes", "5",
      "monitoring.interval", "10s"),
  /** Somebody else retries and breaks the circuit, or nobody is to. */
  NONE("retry.maxAttempts", "1", "circuit.enabled", "false");

  private final Tree.Mapping settings;

  Preset(String... settings) {
    this.settings = AssumedSettings.of("preset " + name().toLowerCase(Locale.ROOT), settings);
  }

  /** What it assumes. */
  Tree.Mapping settings() {
    return settings;
  }
}
