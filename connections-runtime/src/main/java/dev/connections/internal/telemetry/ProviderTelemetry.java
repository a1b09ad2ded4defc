package dev.connections.internal.telemetry;

import dev.connections.internal.call.CallTelemetry;
import dev.connections.monitoring.ConnectionsSnapshot;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What hears of the connections of one provider. Thread-safe; closed after all of them. */
public interface ProviderTelemetry extends AutoCloseable {

  /** No one listens. */
  ProviderTelemetry NONE =
      new ProviderTelemetry() {
        @Override
        public CallTelemetry calls(String connection) {
          return CallTelemetry.NONE;
        }

        @Override
        public void observe(Supplier<ConnectionsSnapshot> snapshots) {}

        @Override
        public void close() {}
      };

  /** What hears of the calls of one connection. */
  CallTelemetry calls(String connection);

  /** Takes a snapshot for every collection of metrics from now on; called once. */
  void observe(Supplier<ConnectionsSnapshot> snapshots);

  /** Takes no snapshots any more. */
  @Override
  void close();

  /**
   * What tells OpenTelemetry. Where there is none, nothing of it is loaded but the class that says
   * so: most of start-up is the loading of classes. The application chooses the version of the API,
   * and may leave it out; neither keeps a provider from opening.
   *
   * @param given whom to tell; null for the process's own, if it has been set. Asking for it in the
   *     ordinary way would set it, for good and perhaps before the application does.
   */
  static ProviderTelemetry of(@Nullable OpenTelemetry given) {
    try {
      if (given == null && !GlobalOpenTelemetry.isSet()) {
        return NONE;
      }
      OpenTelemetry target = given == null ? GlobalOpenTelemetry.getOrNoop() : given;
      return target == OpenTelemetry.noop() ? NONE : new OpenTelemetryTelemetry(target);
    } catch (NoSuchMethodError older) {
      TelemetryFailures.reportVersion(given != null, older);
      return NONE;
    } catch (NoClassDefFoundError missing) {
      if (given != null || !TelemetryFailures.isApiLeftOut(missing)) {
        TelemetryFailures.reportMissing(missing);
      }
      return NONE;
    }
  }
}
