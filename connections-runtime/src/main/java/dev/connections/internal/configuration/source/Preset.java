package dev.connections.internal.configuration.source;

import dev.connections.internal.configuration.document.Tree;
import java.util.Locale;

/**
 * Settings for a purpose, to be chosen by the setting {@code preset}. A preset changes defaults
 * only: whatever is written wins, at the connection or in the section {@code defaults}.
 *
 * <p>{@code docs/configuration.md} has them in a table.
 *
 * <p>{@code none} leaves the time limits and the bulkhead on: without them nothing is safe.
 */
public enum Preset {
  /** Someone waits for the answer: rather no answer than a late one. */
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
  /** No one waits: rather a late answer than none. */
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
  /** Someone else retries and breaks the circuit, or no one is to. */
  NONE("retry.maxAttempts", "1", "circuit.enabled", "false");

  private final Tree.Mapping settings;

  Preset(String... settings) {
    this.settings = AssumedSettings.of("preset " + name().toLowerCase(Locale.ROOT), settings);
  }

  /** What it assumes. */
  public Tree.Mapping settings() {
    return settings;
  }
}
