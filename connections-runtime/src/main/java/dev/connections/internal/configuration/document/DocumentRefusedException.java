package dev.connections.internal.configuration.document;

/** Ends the reading of one document that cannot be read any further. */
final class DocumentRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  DocumentRefusedException(Violation violation) {
    super(violation.problem(), null, false, false);
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
