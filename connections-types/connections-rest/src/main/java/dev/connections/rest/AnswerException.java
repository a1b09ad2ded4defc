package dev.connections.rest;

import dev.connections.spi.FailureClassification;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer came, and it is not what the operation needs. What it means is known already. */
final class AnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FailureClassification classification;
  private final @Nullable HttpAnswer answer;

  AnswerException(
      FailureClassification classification,
      @Nullable HttpAnswer answer,
      @Nullable Throwable cause) {
    super(classification.problem(), cause);
    this.classification = classification;
    this.answer = answer;
  }

  FailureClassification classification() {
    return classification;
  }

  /** The answer, if its status was not a success. */
  @Nullable HttpAnswer answer() {
    return answer;
  }
}
