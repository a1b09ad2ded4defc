package dev.connections.rest.internal.failure;

import dev.connections.spi.FailureClassification;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer came, and it is not what the operation needs. What it means is known already. */
public final class AnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FailureClassification classification;

  public AnswerException(FailureClassification classification, @Nullable Throwable cause) {
    super(classification.problem(), cause);
    this.classification = classification;
  }

  public FailureClassification classification() {
    return classification;
  }
}
