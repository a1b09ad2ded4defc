package dev.connections.internal.telemetry;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** The attributes of something that may fail, made once for each kind of failure. Thread-safe. */
final class ErrorAttributes {

  /** Our own kinds are a dozen; the rest are the classes of an application's exceptions. */
  private static final int LIMIT = 30;

  private final Attributes success;
  private final BoundedNames<Attributes> failures;

  /** With these attributes in any case. */
  ErrorAttributes(Attributes success) {
    this.success = success;
    this.failures =
        new BoundedNames<>(
            LIMIT,
            "_OTHER", // as the semantic conventions have it
            error -> success.toBuilder().put(TelemetryAttributes.ERROR_TYPE, error).build());
  }

  /** Those for a kind of failure, or, if it is null, for success. */
  Attributes of(@Nullable String error) {
    return error == null ? success : failures.of(error);
  }
}
