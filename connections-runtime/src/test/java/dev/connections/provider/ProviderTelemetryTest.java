package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProviderTelemetryTest {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();

  @AfterEach
  void close() {
    sdk.close();
  }

  private static ConnectionProviderBuilder builder() {
    return Connections.builder()
        .types(new FakeTypes(new FakeSystem()))
        .configuration(Yaml.lazy("orders"));
  }

  private boolean isHeardOf() {
    return reader.collectAllMetrics().stream()
        .anyMatch(metric -> metric.getName().equals("connections.lifecycle.state"));
  }

  @Test
  void whoeverIsGivenIsToldUntilTheProviderIsClosed() {
    try (ConnectionProvider provider = builder().openTelemetry(sdk).open()) {
      assertThat(provider.names()).containsExactly("orders");
      assertThat(isHeardOf()).isTrue();
    }

    assertThat(isHeardOf()).isFalse();
  }

  @Test
  void theProcessesOwnIsToldIfItHasBeenSet() {
    GlobalOpenTelemetry.set(sdk);
    try (ConnectionProvider provider = builder().open()) {
      assertThat(isHeardOf()).isTrue();
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }

  @Test
  void theProcessesOwnIsNotSetByAskingForIt() {
    try (ConnectionProvider provider = builder().open()) {
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }
  }

  @Test
  void telemetryIsSwitchedOffByGivingNobody() {
    GlobalOpenTelemetry.set(sdk);
    try (ConnectionProvider provider = builder().openTelemetry(OpenTelemetry.noop()).open()) {
      assertThat(isHeardOf()).isFalse();
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }
}
