package dev.connections.internal.telemetry;

import dev.connections.monitoring.DedicatedSnapshot;
import dev.connections.monitoring.PoolStatistics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/**
 * The meters of pools. Those of databases have names from the semantic conventions, which have none
 * for pools of anything else.
 *
 * @param count resources, by whether they are lent
 * @param maximum how many there may be
 * @param pending who waits for one
 * @param name the attribute that tells pools apart
 * @param state the attribute that tells lent from idle
 */
record PoolMeters(
    ObservableLongMeasurement count,
    ObservableLongMeasurement maximum,
    ObservableLongMeasurement pending,
    AttributeKey<String> name,
    AttributeKey<String> state) {

  static PoolMeters ofDatabases(Meter meter) {
    return of(
        meter,
        "db.client.connection",
        TelemetryAttributes.DATABASE_POOL,
        TelemetryAttributes.DATABASE_POOL_STATE);
  }

  static PoolMeters ofOthers(Meter meter) {
    return of(meter, "connections.pool", TelemetryAttributes.POOL, TelemetryAttributes.POOL_STATE);
  }

  private static PoolMeters of(
      Meter meter, String prefix, AttributeKey<String> name, AttributeKey<String> state) {
    return new PoolMeters(
        ConnectionMeters.gauge(
            meter,
            prefix + ".count",
            "{connection}",
            "Physical connections in the state of the attribute, used or idle."),
        ConnectionMeters.gauge(
            meter, prefix + ".max", "{connection}", "Physical connections allowed at most."),
        ConnectionMeters.gauge(
            meter,
            prefix + ".pending_requests",
            "{request}",
            "Callers that wait for a physical connection."),
        name,
        state);
  }

  /**
   * Records a pool.
   *
   * @param waiting who waits: at our bulkhead, which stands before the pool and is as large
   * @param label what it is called; unique in this process
   */
  void record(PoolStatistics pool, int waiting, String label) {
    record(pool.active(), pool.idle(), pool.maximum(), waiting, label);
  }

  /**
   * Records a pool of dedicated resources.
   *
   * @param label what its endpoint's pool would be called
   */
  void record(DedicatedSnapshot pool, String label) {
    record(pool.inFlight(), pool.idle(), pool.limit(), pool.waiting(), label + "/" + pool.name());
  }

  private void record(int used, int idle, int most, int waiting, String label) {
    Attributes which = Attributes.of(name, label);
    count.record(used, which.toBuilder().put(state, "used").build());
    count.record(idle, which.toBuilder().put(state, "idle").build());
    maximum.record(most, which);
    pending.record(waiting, which);
  }
}
