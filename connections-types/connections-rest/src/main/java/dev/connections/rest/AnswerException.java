package dev.connections.rest;

import dev.connections.spi.FailureClassification;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer came, and it is not what the operation needs. What it means is known already. */
final class AnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FailureClassification classification;

  AnswerException(FailureClassification classification, @Nullable Throwable cause) {
    super(classification.problem(), cause);
    this.classification = classification;
  }

  FailureClassification classification() {
    return classification;
  }
}
