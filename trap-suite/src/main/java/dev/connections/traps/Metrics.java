package dev.connections.traps;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** A real OpenTelemetry SDK that keeps what it is told. */
final class Metrics implements AutoCloseable {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();

  OpenTelemetry telemetry() {
    return sdk;
  }

  Collection<MetricData> collect() {
    return reader.collectAllMetrics();
  }

  /** The values that a label has anywhere. */
  static Set<String> values(Collection<MetricData> metrics, String label) {
    Set<String> values = new TreeSet<>();
    for (MetricData metric : metrics) {
      metric
          .getData()
          .getPoints()
          .forEach(
              point ->
                  point
                      .getAttributes()
                      .forEach(
                          (key, value) -> {
                            if (key.getKey().equals(label)) {
                              values.add(String.valueOf(value));
                            }
                          }));
    }
    return values;
  }

  /** How many measurements a histogram has. */
  static long count(Collection<MetricData> metrics, String histogram) {
    return metrics.stream()
        .filter(metric -> metric.getName().equals(histogram))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .mapToLong(point -> point.getCount())
        .sum();
  }

  @Override
  public void close() {
    sdk.close();
  }
}
