package dev.connections.sql.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.sql.SqlLease;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an ORM does goes through {@code client()}: its whole traffic was in no trace (R3). */
@Timeout(30)
class ClientTelemetryTest {

  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();

  @SuppressWarnings("NullAway.Init")
  private ConnectionProvider provider;

  @SuppressWarnings("NullAway.Init")
  private SqlConnection orders;

  @BeforeEach
  void open() {
    provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "test.yaml",
                    """
                    connections:
                      orders:
                        type: H2
                        url: jdbc:h2:mem:%s
                        pool: { maxSize: 1 }
                        timeouts: { acquire: 50ms }
                    """
                        .formatted(UUID.randomUUID())))
            .types(SqlConnectionTypes.source())
            .openTelemetry(sdk)
            .open();
    orders = provider.get("orders", SqlConnection.class);
  }

  @AfterEach
  void close() {
    provider.close();
    sdk.close();
  }

  private SpanData lastSpan() {
    List<SpanData> ended = spans.getFinishedSpanItems();
    return ended.get(ended.size() - 1);
  }

  private static @Nullable String error(SpanData span) {
    return span.getAttributes().get(AttributeKey.stringKey("error.type"));
  }

  private long durations(String operation) {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals("connections.operation.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .filter(
            point ->
                operation.equals(
                    point
                        .getAttributes()
                        .get(AttributeKey.stringKey("connections.operation.name"))))
        .mapToLong(HistogramPointData::getCount)
        .sum();
  }

  @Test
  void aUseOfTheClientIsASpanAndADurationFromTakingTheConnectionToGivingItBack() throws Exception {
    try (Connection jdbc = orders.client().getConnection();
        Statement statement = jdbc.createStatement()) {
      spans.reset();
      statement.execute("SELECT 1");
      assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    assertThat(lastSpan().getName()).isEqualTo("client");
    assertThat(error(lastSpan())).isNull();
    assertThat(lastSpan().getAttributes().get(AttributeKey.longKey("connections.attempts")))
        .isEqualTo(1);
    assertThat(durations("client")).isEqualTo(1);
  }

  /** The library that sent it gets the exception, and may have expected it: a key that exists. */
  @Test
  void aStatementThatIsRefusedDoesNotMakeTheSpanAFailure() throws Exception {
    try (Connection jdbc = orders.client().getConnection();
        Statement statement = jdbc.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM nowhere"))
          .isInstanceOf(SQLException.class);
    }

    assertThat(error(lastSpan())).isNull();
  }

  @Test
  void aConnectionThatIsLostWhileTheClientUsesItMakesTheSpanAFailure() throws Exception {
    try (Connection jdbc = orders.client().getConnection();
        Statement statement = jdbc.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }

    assertThat(lastSpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(error(lastSpan())).isEqualTo("outcome-unknown");
  }

  @Test
  void aLeaseIsASpanWithTheNameOfItsOperation() {
    try (SqlLease lease = orders.lease(Operation.read("report"))) {
      assertThat(lease.resource()).isNotNull();
    }

    assertThat(lastSpan().getName()).isEqualTo("report");
    assertThat(durations("report")).isEqualTo(1);
  }

  @Test
  void aConnectionThatIsNotToBeHadIsAFailedSpanWithoutAnAttempt() throws Exception {
    try (SqlLease lease = orders.lease(Operation.read("report"))) {
      Thread other =
          new Thread(
              () ->
                  assertThatThrownBy(() -> orders.client().getConnection().close())
                      .isInstanceOf(SQLException.class));
      other.start();
      other.join();
      assertThat(lastSpan().getName()).isEqualTo("client");
      assertThat(error(lastSpan())).isEqualTo("acquire-timeout");
      assertThat(lastSpan().getAttributes().get(AttributeKey.longKey("connections.attempts")))
          .isZero();
    }
  }
}
