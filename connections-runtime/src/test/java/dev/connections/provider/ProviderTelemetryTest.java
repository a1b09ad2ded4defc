package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.failure.TransientConnectionException;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProviderTelemetryTest {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();

  @AfterEach
  void close() {
    sdk.close();
  }

  private static ConnectionProviderBuilder builder() {
    return builder(new FakeSystem());
  }

  private static ConnectionProviderBuilder builder(FakeSystem system) {
    return Connections.builder().types(new FakeTypes(system)).configuration(Yaml.lazy("orders"));
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

  /** An old opentelemetry-api-incubator beside SDK 1.67 looked like no OpenTelemetry at all. */
  @Test
  void anSdkWhoseJarsDoNotFitTogetherKeepsNoProviderFromOpening() {
    OpenTelemetry broken =
        new OpenTelemetry() {
          @Override
          public TracerProvider getTracerProvider() {
            throw new NoClassDefFoundError(
                "io/opentelemetry/api/incubator/metrics/BoundLongCounter");
          }

          @Override
          public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
          }
        };

    try (ConnectionProvider provider = builder().openTelemetry(broken).open()) {
      assertThat(provider.names()).containsExactly("orders");
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

  @Test
  void aCallAndItsAttemptAreSpans() {
    try (ConnectionProvider provider = builder().openTelemetry(sdk).open()) {
      provider.get("orders", FakeConnection.class).client();
    }

    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("client attempt", "client");
    assertThat(spans.getFinishedSpanItems())
        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .containsOnlyNulls();
  }

  @Test
  void aCallThatFindsNobodyIsASpanThatSaysSo() {
    FakeSystem system =
        new FakeSystem()
            .onOpen(
                "orders",
                () -> {
                  throw new IOException("refused");
                });
    try (ConnectionProvider provider = builder(system).openTelemetry(sdk).open()) {
      FakeConnection orders = provider.get("orders", FakeConnection.class);
      assertThatThrownBy(orders::client).isInstanceOf(TransientConnectionException.class);
    }

    assertThat(spans.getFinishedSpanItems())
        .last()
        .satisfies(
            call -> {
              assertThat(call.getName()).isEqualTo("client");
              assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(call.getAttributes().get(AttributeKey.stringKey("error.type")))
                  .isEqualTo("transient");
            });
  }
}
