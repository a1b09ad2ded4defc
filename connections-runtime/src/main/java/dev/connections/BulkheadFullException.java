package dev.connections;

import org.jspecify.annotations.Nullable;

/** As many callers as allowed were already waiting, so this one was turned away at once. */
public non-sealed class BulkheadFullException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public BulkheadFullException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("bulkhead-full", diagnosis, cause);
  }
}
