package dev.connections.internal.telemetry;

import dev.connections.Effect;
import io.opentelemetry.api.common.Attributes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All attributes of one operation of one connection, made once, so that a call allocates none.
 * Thread-safe.
 */
final class OperationAttributes {

  private final Attributes operation;
  private final String attemptName;
  private final Map<Effect, Attributes> spans = new EnumMap<>(Effect.class);
  private final ErrorAttributes once;
  private final ErrorAttributes retried;
  private final ErrorAttributes retries;
  private final Map<String, ErrorAttributes> attempts = new ConcurrentHashMap<>();

  OperationAttributes(String connection, String name) {
    this.operation =
        Attributes.of(
            TelemetryAttributes.CONNECTION, connection, TelemetryAttributes.OPERATION, name);
    this.attemptName = name + " attempt";
    this.once = new ErrorAttributes(with(false));
    this.retried = new ErrorAttributes(with(true));
    this.retries = new ErrorAttributes(operation);
    for (Effect effect : Effect.values()) {
      spans.put(
          effect,
          operation.toBuilder()
              .put(TelemetryAttributes.EFFECT, TelemetryAttributes.value(effect))
              .build());
    }
  }

  private Attributes with(boolean wasRetried) {
    return operation.toBuilder().put(TelemetryAttributes.RETRIED, wasRetried).build();
  }

  /** The name of an attempt's span. */
  String attemptName() {
    return attemptName;
  }

  /** Of the span of a call. */
  Attributes span(Effect effect) {
    return Objects.requireNonNull(spans.get(effect));
  }

  /** Of the duration of a call. */
  ErrorAttributes call(int begun) {
    return begun > 1 ? retried : once;
  }

  /** Of a retry. */
  ErrorAttributes retry() {
    return retries;
  }

  /** Of an attempt, its span and its duration. */
  ErrorAttributes attempt(String endpoint) {
    ErrorAttributes known = attempts.get(endpoint); // a lambda would be made for every call
    return known == null ? attempts.computeIfAbsent(endpoint, this::newAttempt) : known;
  }

  private ErrorAttributes newAttempt(String endpoint) {
    return new ErrorAttributes(
        operation.toBuilder().put(TelemetryAttributes.ENDPOINT, endpoint).build());
  }
}
