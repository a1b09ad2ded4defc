package dev.connections.internal.telemetry;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the failures of telemetry: samplers and processors are the application's code and
 * may throw, but the call they watch must not fail for it.
 */
final class TelemetryFailures {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections.telemetry");
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private TelemetryFailures() {}

  /** Logs the first one as a warning; the rest, which may be one each call, only for debugging. */
  static void report(Throwable failure) {
    if (TOLD.compareAndSet(false, true)) {
      LOG.warn(
          "OpenTelemetry failed, so a span or a measurement is missing; later failures are"
              + " logged for debugging only",
          failure);
    } else {
      LOG.debug("OpenTelemetry failed, so a span or a measurement is missing", failure);
    }
  }
}
