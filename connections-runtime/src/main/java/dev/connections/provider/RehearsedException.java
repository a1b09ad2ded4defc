package dev.connections.provider;

import dev.connections.spi.FailureClassification.Kind;

/** A failure of a rehearsal. */
final class RehearsedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  RehearsedException(Kind kind) {
    super("rehearsal");
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
