package dev.connections.internal.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real SDK that keeps what it is told. */
final class Telescope implements AutoCloseable {

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk;

  Telescope() {
    this(SpanProcessor.composite());
  }

  /** With another processor before the one that keeps spans. */
  Telescope(SpanProcessor before) {
    this.sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(before)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
  }

  OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** Those that ended, in that order. */
  List<SpanData> spans() {
    return spans.getFinishedSpanItems();
  }

  SpanData span(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  /** Collects once. */
  Collection<MetricData> metrics() {
    return reader.collectAllMetrics();
  }

  /** Collects once; the points of one metric by their attributes. */
  Map<Attributes, PointData> points(String metric) {
    Map<Attributes, PointData> points = new HashMap<>();
    for (MetricData data : metrics()) {
      if (data.getName().equals(metric)) {
        for (PointData point : data.getData().getPoints()) {
          points.put(point.getAttributes(), point);
        }
      }
    }
    return points;
  }

  /** Collects once; the point of one metric with exactly these attributes. */
  PointData point(String metric, Attributes attributes) {
    Map<Attributes, PointData> points = points(metric);
    PointData point = points.get(attributes);
    if (point == null) {
      throw new AssertionError(metric + " has no " + attributes + ", only " + points.keySet());
    }
    return point;
  }

  @Override
  public void close() {
    sdk.close();
  }
}
