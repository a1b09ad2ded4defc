package dev.connections.internal.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;

/**
 * The names of attributes. Their values are configured names, names of operations and kinds of
 * failures: never a statement, a path, a key or the text of an exception, which would make a series
 * of metrics each and may hold what is no one's business.
 */
final class TelemetryAttributes {

  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("connections.provider");
  static final AttributeKey<String> CONNECTION =
      AttributeKey.stringKey("connections.connection.name");
  static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("connections.endpoint");
  static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("connections.operation.name");
  static final AttributeKey<String> EFFECT = AttributeKey.stringKey("connections.operation.effect");
  static final AttributeKey<Boolean> RETRIED = AttributeKey.booleanKey("connections.retried");
  static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("connections.attempts");
  static final AttributeKey<Long> ATTEMPT_NUMBER =
      AttributeKey.longKey("connections.attempt.number");
  static final AttributeKey<String> PHASE = AttributeKey.stringKey("connections.phase");

  /** In seconds. */
  static final AttributeKey<Double> BACKOFF = AttributeKey.doubleKey("connections.retry.backoff");

  static final AttributeKey<String> LIFECYCLE =
      AttributeKey.stringKey("connections.lifecycle.state");
  static final AttributeKey<String> HEALTH = AttributeKey.stringKey("connections.health.status");
  static final AttributeKey<String> CIRCUIT = AttributeKey.stringKey("connections.circuit.state");
  static final AttributeKey<String> SUBSCRIPTION =
      AttributeKey.stringKey("connections.subscription.state");
  static final AttributeKey<String> POOL = AttributeKey.stringKey("connections.pool.name");
  static final AttributeKey<String> POOL_STATE = AttributeKey.stringKey("connections.pool.state");

  // OpenTelemetry's own, from its semantic conventions 1.44.
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> DATABASE_POOL =
      AttributeKey.stringKey("db.client.connection.pool.name");
  static final AttributeKey<String> DATABASE_POOL_STATE =
      AttributeKey.stringKey("db.client.connection.state");

  private TelemetryAttributes() {}

  /** A constant as telemetry writes it. */
  static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
