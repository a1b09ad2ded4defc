package dev.connections.internal.telemetry;

import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.monitoring.PoolStatistics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.function.Supplier;

/**
 * How things stand, as metrics. Every collection takes one snapshot and fills all instruments from
 * it, so that they cannot disagree with each other, or with a dashboard that shows a snapshot.
 */
final class ConnectionMeters implements AutoCloseable {

  /** The category of connections that the semantic conventions for databases speak of. */
  private static final String DATABASES = "Sql";

  private final Supplier<ConnectionsSnapshot> snapshots;
  private final UniqueLabels labels = new UniqueLabels();
  private final BatchCallback callback;

  private final ObservableLongMeasurement lifecycle;
  private final ObservableLongMeasurement health;
  private final ObservableLongMeasurement circuit;
  private final ObservableLongMeasurement bulkheadInUse;
  private final ObservableLongMeasurement bulkheadLimit;
  private final ObservableLongMeasurement bulkheadWaiting;
  private final ObservableDoubleMeasurement retryBudget;
  private final ObservableLongMeasurement rejected;
  private final ObservableLongMeasurement leaksSuspected;
  private final ObservableLongMeasurement poolDiscarded;
  private final ObservableLongMeasurement eventsDropped;
  private final SubscriptionMeters subscriptions;
  private final PoolMeters databasePools;
  private final PoolMeters otherPools;

  ConnectionMeters(Meter meter, Supplier<ConnectionsSnapshot> snapshots) {
    this.snapshots = snapshots;
    this.lifecycle =
        gauge(
            meter,
            "connections.lifecycle.state",
            "{connection}",
            "1 for the state of the lifecycle that the connection is in, 0 for the others.");
    this.health =
        gauge(
            meter,
            "connections.health.status",
            "{connection}",
            "1 for the verdict on the connection's health, 0 for the others.");
    this.circuit =
        gauge(
            meter,
            "connections.circuit.state",
            "{endpoint}",
            "1 for the state of the circuit that the endpoint is in, 0 for the others.");
    this.bulkheadInUse =
        gauge(
            meter,
            "connections.bulkhead.in_use",
            "{permit}",
            "Permits in use: calls and leases in flight.");
    this.bulkheadLimit =
        gauge(
            meter,
            "connections.bulkhead.limit",
            "{permit}",
            "Configured permits; 0 before the first use.");
    this.retryBudget =
        meter
            .gaugeBuilder("connections.retry.budget")
            .setUnit("{retry}")
            .setDescription("Retries that the connection's calls may make now.")
            .buildObserver();
    this.bulkheadWaiting =
        gauge(meter, "connections.bulkhead.waiting", "{caller}", "Callers that wait for a permit.");
    this.rejected =
        counter(
            meter,
            "connections.rejected",
            "{call}",
            "Rejected calls, which were never begun: no permit, no time left, circuit open, closed.");
    this.leaksSuspected =
        counter(
            meter,
            "connections.leaks.suspected",
            "{permit}",
            "Permits that were held for suspiciously long, each counted once.");
    this.poolDiscarded =
        counter(
            meter,
            "connections.pool.discarded",
            "{connection}",
            "Pooled connections that were closed on return, because they could not be lent again.");
    this.eventsDropped =
        counter(
            meter,
            "connections.events.dropped",
            "{event}",
            "Events that listeners missed because they were too slow.");
    this.subscriptions = SubscriptionMeters.of(meter);
    this.databasePools = PoolMeters.ofDatabases(meter);
    this.otherPools = PoolMeters.ofOthers(meter);
    this.callback =
        meter.batchCallback(
            this::collect,
            eventsDropped,
            lifecycle,
            health,
            circuit,
            bulkheadInUse,
            bulkheadLimit,
            bulkheadWaiting,
            retryBudget,
            rejected,
            leaksSuspected,
            poolDiscarded,
            subscriptions.count(),
            subscriptions.waiting(),
            databasePools.count(),
            databasePools.maximum(),
            databasePools.pending(),
            otherPools.count(),
            otherPools.maximum(),
            otherPools.pending());
  }

  static ObservableLongMeasurement gauge(
      Meter meter, String name, String unit, String description) {
    return meter
        .upDownCounterBuilder(name)
        .setUnit(unit)
        .setDescription(description)
        .buildObserver();
  }

  private static ObservableLongMeasurement counter(
      Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).buildObserver();
  }

  private void collect() {
    ConnectionsSnapshot snapshot = snapshots.get();
    eventsDropped.record(
        snapshot.eventsDropped(), Attributes.of(TelemetryAttributes.PROVIDER, labels.provider()));
    for (ConnectionSnapshot connection : snapshot.connections()) {
      collect(connection);
    }
  }

  private void collect(ConnectionSnapshot connection) {
    String label = labels.of(connection.name(), connection.connectionId());
    Attributes attributes = Attributes.of(TelemetryAttributes.CONNECTION, label);
    states(lifecycle, attributes, TelemetryAttributes.LIFECYCLE, connection.lifecycle().state());
    states(health, attributes, TelemetryAttributes.HEALTH, connection.health().status());
    retryBudget.record(connection.retryBudget(), attributes);
    rejected.record(connection.operations().rejected(), attributes);
    leaksSuspected.record(connection.operations().leaksSuspected(), attributes);

    subscriptions.record(connection.subscriptions(), attributes);

    PoolMeters meters = connection.category().equals(DATABASES) ? databasePools : otherPools;
    List<EndpointSnapshot> endpoints = connection.endpoints();
    for (EndpointSnapshot endpoint : endpoints) {
      Attributes place =
          attributes.toBuilder().put(TelemetryAttributes.ENDPOINT, endpoint.name()).build();
      states(circuit, place, TelemetryAttributes.CIRCUIT, endpoint.circuit());
      bulkheadInUse.record(endpoint.inFlight(), place);
      bulkheadLimit.record(endpoint.limit(), place);
      bulkheadWaiting.record(endpoint.waiting(), place);
      String name = endpoints.size() == 1 ? label : label + "/" + endpoint.name();
      PoolStatistics pool = endpoint.pool();
      if (pool != null) {
        poolDiscarded.record(pool.discarded(), place);
        meters.record(pool, endpoint.waiting(), name);
      }
      endpoint.dedicated().forEach(dedicated -> meters.record(dedicated, name));
    }
  }

  /** All states, not the present one alone: a series that just ends says nothing for minutes. */
  private static <E extends Enum<E>> void states(
      ObservableLongMeasurement meter, Attributes attributes, AttributeKey<String> key, E now) {
    for (E state : now.getDeclaringClass().getEnumConstants()) {
      meter.record(
          state == now ? 1 : 0,
          attributes.toBuilder().put(key, TelemetryAttributes.value(state)).build());
    }
  }

  @Override
  public void close() {
    callback.close();
    labels.close();
  }
}
