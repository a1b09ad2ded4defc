package dev.connections.spi;

import dev.connections.Phase;
import org.jspecify.annotations.Nullable;

/** Tells what an exception thrown by a client library means. Thread-safe. */
@FunctionalInterface
public interface FailureClassifier {

  /**
   * What the failure means; null if it is not the external system's doing (the application's own
   * exception, say), which then passes unchanged if it is unchecked.
   *
   * @param failure what was thrown
   * @param phase how far the attempt had come, as far as it told
   */
  @Nullable FailureClassification classify(Throwable failure, Phase phase);
}
