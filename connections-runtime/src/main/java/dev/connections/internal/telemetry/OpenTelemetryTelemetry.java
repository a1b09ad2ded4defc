package dev.connections.internal.telemetry;

import dev.connections.internal.call.CallTelemetry;
import dev.connections.monitoring.ConnectionsSnapshot;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells OpenTelemetry of one provider's connections. */
final class OpenTelemetryTelemetry implements ProviderTelemetry {

  /** The name of the instrumentation, which is how views and samplers find what is ours. */
  static final String SCOPE = "dev.connections";

  private final OpenTelemetry target;
  private final CallInstruments instruments;
  private final AtomicReference<@Nullable ConnectionMeters> meters = new AtomicReference<>();

  OpenTelemetryTelemetry(OpenTelemetry target) {
    this.target = target;
    this.instruments = CallInstruments.of(target);
  }

  @Override
  public CallTelemetry calls(String connection) {
    return new OpenTelemetryCalls(connection, instruments);
  }

  @Override
  public void observe(Supplier<ConnectionsSnapshot> snapshots) {
    if (!meters.compareAndSet(null, new ConnectionMeters(target.getMeter(SCOPE), snapshots))) {
      throw new IllegalStateException("A provider is observed once");
    }
  }

  @Override
  public void close() {
    ConnectionMeters observed = meters.getAndSet(null);
    if (observed != null) {
      observed.close();
    }
  }
}
