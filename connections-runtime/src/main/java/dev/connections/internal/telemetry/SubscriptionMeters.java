package dev.connections.internal.telemetry;

import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.monitoring.SubscriptionState;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;

/**
 * The meters of subscriptions: those of a connection together, since an application chooses their
 * names freely.
 *
 * @param count how many are in which state
 * @param waiting how many deliveries are not handled yet
 */
record SubscriptionMeters(ObservableLongMeasurement count, ObservableLongMeasurement waiting) {

  static SubscriptionMeters of(Meter meter) {
    return new SubscriptionMeters(
        ConnectionMeters.gauge(
            meter,
            "connections.subscription.count",
            "{subscription}",
            "Subscriptions in the state of the attribute."),
        ConnectionMeters.gauge(
            meter,
            "connections.subscription.waiting",
            "{delivery}",
            "Deliveries of all subscriptions that have arrived and are not handled yet."));
  }

  /** Records those of a connection; nothing if it has none. */
  void record(List<SubscriptionSnapshot> subscriptions, Attributes connection) {
    if (subscriptions.isEmpty()) {
      return;
    }
    for (SubscriptionState state : SubscriptionState.values()) {
      count.record(
          subscriptions.stream().filter(each -> each.state() == state).count(),
          connection.toBuilder()
              .put(TelemetryAttributes.SUBSCRIPTION, TelemetryAttributes.value(state))
              .build());
    }
    waiting.record(
        subscriptions.stream().mapToLong(SubscriptionSnapshot::waiting).sum(), connection);
  }
}
