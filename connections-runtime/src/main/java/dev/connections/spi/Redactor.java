package dev.connections.spi;

import org.jspecify.annotations.Nullable;

/** Removes the values of known secrets from texts that will be shown. Thread-safe. */
public interface Redactor {

  /** The text with every known secret, and the user-info of URLs, replaced by {@code ***}. */
  String redact(String text);

  /**
   * The exception itself if no message in its chain holds a secret; otherwise a copy of the chain
   * with the messages redacted and the stack traces kept.
   */
  @Nullable Throwable redact(@Nullable Throwable throwable);
}
