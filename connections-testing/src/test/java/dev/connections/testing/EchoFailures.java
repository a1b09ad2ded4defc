package dev.connections.testing;

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
        ? FailureClassification.failure(Kind.AUTHENTICATION)
            .during(Phase.AUTH)
            .notSent()
            .connectionLost()
            .detail(failure.getMessage())
            .nextStep("Check the secret")
            .because("The server did not accept the secret")
        : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
