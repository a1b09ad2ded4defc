package dev.connections.testing;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import org.jspecify.annotations.Nullable;

/** What the failures of the echo protocol mean. */
enum EchoFailures implements FailureClassifier {
  INSTANCE;

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    return failure instanceof EchoClient.DeniedException
        ? new FailureClassification(
            Kind.AUTHENTICATION,
            Phase.AUTH,
            Outcome.NOT_SENT,
            false,
            true,
            "The server did not accept the secret",
            failure.getMessage(),
            "Check the secret",
            null)
        : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
