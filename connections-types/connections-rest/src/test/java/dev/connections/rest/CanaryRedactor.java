package dev.connections.rest;

import dev.connections.spi.Redactor;
import org.jspecify.annotations.Nullable;

/** Knows one secret. */
final class CanaryRedactor implements Redactor {

  static final String CANARY = "s3cr3t-canary";

  @Override
  public String redact(String text) {
    return text.replace(CANARY, "***");
  }

  @Override
  public @Nullable Throwable redact(@Nullable Throwable throwable) {
    return throwable;
  }
}
