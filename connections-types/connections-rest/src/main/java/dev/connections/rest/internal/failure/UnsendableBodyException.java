package dev.connections.rest.internal.failure;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A body is not what it was said to be: this side is at fault, and the server has no part in it.
 */
public final class UnsendableBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FailureClassification classification;

  private UnsendableBodyException(FailureClassification classification, @Nullable Throwable cause) {
    super(classification.problem(), cause);
    this.classification = classification;
  }

  /** It was noticed before anything was sent. */
  public static UnsendableBodyException unsent(String problem, String nextStep) {
    return new UnsendableBodyException(
        FailureClassification.failure(Kind.PERMANENT)
            .during(Phase.SEND)
            .outcome(Outcome.NOT_SENT)
            .nextStep(nextStep)
            .because(problem + "; nothing was sent"),
        null);
  }

  /** It was noticed while it was being sent: what the server makes of a part is not known. */
  public static UnsendableBodyException halfway(
      String problem, String nextStep, @Nullable Throwable cause) {
    return new UnsendableBodyException(
        FailureClassification.failure(Kind.PERMANENT)
            .during(Phase.SEND)
            .outcome(Outcome.UNKNOWN)
            .connectionLost()
            .nextStep(nextStep)
            .because(problem + "; the request was aborted"),
        cause);
  }

  public FailureClassification classification() {
    return classification;
  }
}
