package dev.connections.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.ConnectionsSnapshot;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionMetersTest {

  private final Telescope telescope = new Telescope();
  private final ProviderTelemetry telemetry = ProviderTelemetry.of(telescope.openTelemetry());
  private final AtomicInteger taken = new AtomicInteger();

  @AfterEach
  void close() {
    telemetry.close();
    telescope.close();
  }

  private void observe(ConnectionsSnapshot snapshot) {
    telemetry.observe(
        () -> {
          taken.incrementAndGet();
          return snapshot;
        });
  }

  /** Values by the attributes, written {@code key=value,…} in alphabetical order of the keys. */
  private Map<String, Long> values(String metric) {
    Map<String, Long> values = new HashMap<>();
    for (Map.Entry<Attributes, PointData> point : telescope.points(metric).entrySet()) {
      StringBuilder text = new StringBuilder();
      point
          .getKey()
          .forEach(
              (key, value) ->
                  text.append(text.isEmpty() ? "" : ",")
                      .append(key.getKey().substring(key.getKey().lastIndexOf('.') + 1))
                      .append('=')
                      .append(value));
      values.put(text.toString(), ((LongPointData) point.getValue()).getValue());
    }
    return values;
  }

  @Test
  void aCollectionTakesOneSnapshot() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));
    assertThat(taken).hasValue(0);

    assertThat(telescope.metrics()).hasSizeGreaterThan(5);
    assertThat(taken).hasValue(1);
    telescope.metrics();
    assertThat(taken).hasValue(2);
  }

  @Test
  void aStateIsOneAndTheOthersAreZero() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));

    assertThat(values("connections.lifecycle.state"))
        .isEqualTo(
            Map.of(
                "name=orders,state=disconnected", 0L,
                "name=orders,state=connecting", 0L,
                "name=orders,state=connected", 0L,
                "name=orders,state=broken", 1L,
                "name=orders,state=draining", 0L,
                "name=orders,state=closed", 0L));
    assertThat(values("connections.health.status"))
        .hasSize(4)
        .containsEntry("name=orders,status=down", 1L)
        .containsEntry("name=orders,status=up", 0L);
    assertThat(values("connections.circuit.state"))
        .hasSize(4)
        .containsEntry("state=open,name=orders,endpoint=primary", 1L)
        .containsEntry("state=half_open,name=orders,endpoint=primary", 0L);
  }

  @Test
  void countsAreThoseOfTheSnapshot() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));

    assertThat(values("connections.bulkhead.in_use"))
        .isEqualTo(Map.of("name=orders,endpoint=primary", 3L));
    assertThat(values("connections.bulkhead.waiting"))
        .isEqualTo(Map.of("name=orders,endpoint=primary", 2L));
    assertThat(values("connections.bulkhead.limit"))
        .isEqualTo(Map.of("name=orders,endpoint=primary", 10L));
    assertThat(telescope.points("connections.retry.budget").values())
        .extracting(point -> ((DoublePointData) point).getValue())
        .containsExactly(1.5);
    assertThat(values("connections.rejected")).isEqualTo(Map.of("name=orders", 7L));
    assertThat(values("connections.events.dropped")).isEqualTo(Map.of("provider=provider#1", 5L));
  }

  @Test
  void thePoolOfADatabaseFollowsTheSemanticConventions() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));

    assertThat(values("db.client.connection.count"))
        .isEqualTo(Map.of("name=orders,state=used", 3L, "name=orders,state=idle", 5L));
    assertThat(values("db.client.connection.max")).isEqualTo(Map.of("name=orders", 10L));
    assertThat(values("db.client.connection.pending_requests"))
        .isEqualTo(Map.of("name=orders", 2L));
    assertThat(values("connections.pool.count")).isEmpty();
  }

  @Test
  void thePoolOfAnythingElseHasNamesOfOurOwn() {
    observe(Snapshots.of(Snapshots.connection("mail", "mail#1", "Mail")));

    assertThat(values("connections.pool.count"))
        .isEqualTo(Map.of("name=mail,state=used", 3L, "name=mail,state=idle", 5L));
    assertThat(values("db.client.connection.count")).isEmpty();
  }

  @Test
  void aDedicatedPoolIsOneBesideThatOfItsEndpoint() {
    observe(Snapshots.of(Snapshots.feed("feed", "feed#1")));

    assertThat(values("connections.pool.count"))
        .isEqualTo(
            Map.of(
                "name=feed,state=used", 3L,
                "name=feed,state=idle", 5L,
                "name=feed/blocking,state=used", 2L,
                "name=feed/blocking,state=idle", 0L));
    assertThat(values("connections.pool.max"))
        .isEqualTo(Map.of("name=feed", 10L, "name=feed/blocking", 4L));
    assertThat(values("connections.pool.pending_requests"))
        .isEqualTo(Map.of("name=feed", 2L, "name=feed/blocking", 1L));
  }

  @Test
  void subscriptionsAreCountedByState() {
    observe(
        Snapshots.of(
            Snapshots.feed("feed", "feed#1"), Snapshots.connection("mail", "mail#1", "Mail")));

    assertThat(values("connections.subscription.count"))
        .hasSize(6)
        .containsEntry("name=feed,state=active", 1L)
        .containsEntry("name=feed,state=reconnecting", 1L)
        .containsEntry("name=feed,state=failed", 0L);
    assertThat(values("connections.subscription.waiting")).isEqualTo(Map.of("name=feed", 3L));
  }

  @Test
  void twoProvidersWithConnectionsOfOneNameAreToldApart() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));
    telescope.metrics();
    ProviderTelemetry second = ProviderTelemetry.of(telescope.openTelemetry());
    second.observe(() -> Snapshots.of(Snapshots.connection("orders", "orders#2", "Sql")));

    assertThat(values("db.client.connection.max"))
        .isEqualTo(Map.of("name=orders", 10L, "name=orders#2", 10L));
    assertThat(values("connections.events.dropped"))
        .isEqualTo(Map.of("provider=provider#1", 5L, "provider=provider#2", 5L));
    second.close();
    assertThat(values("db.client.connection.max")).isEqualTo(Map.of("name=orders", 10L));
  }

  @Test
  void aClosedProviderIsNotAskedAndLeavesItsNames() {
    observe(Snapshots.of(Snapshots.connection("orders", "orders#1", "Sql")));
    telescope.metrics();
    telemetry.close();
    telemetry.close();
    assertThat(telescope.metrics()).isEmpty();
    assertThat(taken).hasValue(1);

    ProviderTelemetry next = ProviderTelemetry.of(telescope.openTelemetry());
    next.observe(() -> Snapshots.of(Snapshots.connection("orders", "orders#3", "Sql")));
    assertThat(values("db.client.connection.max")).isEqualTo(Map.of("name=orders", 10L));
    next.close();
  }
}
