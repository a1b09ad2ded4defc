package dev.connections.failure;

/**
 * As many callers as allowed were already waiting, so this one was turned away at once. Has no
 * stack trace: it is thrown under load.
 */
public non-sealed class BulkheadFullException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public BulkheadFullException(Diagnosis diagnosis) {
    super("bulkhead-full", diagnosis);
  }
}
