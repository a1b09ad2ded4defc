package dev.connections.internal.resilience;

import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller sees it, and what the connection makes of it.
 *
 * @param exception what is thrown
 * @param counted whether it counts as a failure of the connection
 * @param suspicion why the external system may be at fault; null if it is not
 */
record TranslatedFailure(RuntimeException exception, boolean counted, @Nullable String suspicion) {

  /** The application's own failure. */
  static TranslatedFailure passed(RuntimeException exception) {
    return new TranslatedFailure(exception, false, null);
  }
}
