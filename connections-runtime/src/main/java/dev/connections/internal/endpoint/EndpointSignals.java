package dev.connections.internal.endpoint;

import dev.connections.internal.circuit.CircuitChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the parts of an endpoint report. What follows is in {@link EndpointReactions}. */
interface EndpointSignals {

  /** It was opened; reported by the thread that opens, after the state has changed. */
  void opened(Duration took);

  /** Opening failed; the problem is redacted. Reported as {@link #opened} is. */
  void notOpened(Throwable failure, String problem);

  /** The external system answered a probe. */
  void probeAnswered(long generation, Duration took);

  /**
   * It did not answer a probe, or not as it should.
   *
   * @param failure what went wrong; null if the probe timed out
   * @param problem the same for people, redacted
   */
  void probeFailed(long generation, @Nullable Throwable failure, String problem);

  /** Its circuit is in another state. */
  void circuitChanged(CircuitChange change);

  /** Its host names stand for other addresses; throws if its clients cannot be replaced. */
  void moved();
}
