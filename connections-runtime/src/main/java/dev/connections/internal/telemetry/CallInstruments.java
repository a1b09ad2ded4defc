package dev.connections.internal.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/**
 * What calls are recorded with, shared by all connections of a provider.
 *
 * @param tracer makes spans
 * @param calls how long calls take, in seconds
 * @param attempts how long attempts take, in seconds
 * @param retries how often calls are tried again
 */
record CallInstruments(
    Tracer tracer, DoubleHistogram calls, DoubleHistogram attempts, LongCounter retries) {

  /** Those of the semantic conventions for databases, and our default deadline. */
  private static final List<Double> BUCKETS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0);

  static CallInstruments of(OpenTelemetry target) {
    Meter meter = target.getMeter(OpenTelemetryTelemetry.SCOPE);
    return new CallInstruments(
        target.getTracer(OpenTelemetryTelemetry.SCOPE),
        histogram(
            meter,
            "connections.operation.duration",
            "How long a call took in all: waiting, opening, every attempt and every backoff."),
        histogram(
            meter,
            "connections.attempt.duration",
            "How long the work of an attempt took, once it had its permit."),
        meter
            .counterBuilder("connections.retries")
            .setUnit("{retry}")
            .setDescription("Retries of calls, by the code of the failure before.")
            .build());
  }

  private static DoubleHistogram histogram(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(BUCKETS)
        .build();
  }
}
