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

  /**
   * Logs that the application brings a version of the API in which a method is missing.
   *
   * @param given whether the application gave the provider an OpenTelemetry
   */
  static void reportVersion(boolean given, NoSuchMethodError missing) {
    if (given) {
      LOG.warn(
          "No spans and no metrics: the application's version of opentelemetry-api is too old; use"
              + " 1.50.0 or newer",
          missing);
    } else {
      LOG.info(
          "The application's version of opentelemetry-api cannot tell whether GlobalOpenTelemetry"
              + " is set ({}). For spans and metrics pass an OpenTelemetry to"
              + " ConnectionProviderBuilder.openTelemetry, or use a newer version of"
              + " opentelemetry-api",
          missing.getMessage());
    }
  }

  /** Whether the application has left the API out, rather than brought jars that do not fit. */
  static boolean isApiLeftOut(NoClassDefFoundError missing) {
    String name = String.valueOf(missing.getMessage());
    return name.equals("io/opentelemetry/api/GlobalOpenTelemetry")
        || name.equals("io/opentelemetry/api/OpenTelemetry");
  }

  /** Logs that a class is missing of an OpenTelemetry that is there. */
  static void reportMissing(NoClassDefFoundError missing) {
    LOG.warn(
        "No spans and no metrics: OpenTelemetry is there, but a class that it needs is missing ({})."
            + " The versions of its jars do not fit together; manage them with opentelemetry-bom",
        missing.getMessage(),
        missing);
  }

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
