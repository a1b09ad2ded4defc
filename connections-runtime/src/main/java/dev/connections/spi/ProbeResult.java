package dev.connections.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a probe said beyond that the external system can be reached. Immutable; holds
 * no secrets.
 *
 * @param problem why the external system says that it cannot do its work, in one sentence: the
 *     connection stays open, its health is {@link dev.connections.monitoring.HealthStatus#DOWN};
 *     null if it does not say so
 * @param data details for people, in a fixed order; shown with the connection's health
 */
public record ProbeResult(@Nullable String problem, Map<String, String> data) {

  /** Nothing but that there was an answer. */
  public static final ProbeResult NOTHING = new ProbeResult(null, Map.of());

  /** Copies the details. */
  public ProbeResult {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
