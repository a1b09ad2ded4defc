package dev.connections.spi;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import org.jspecify.annotations.Nullable;

/** Tells what an exception thrown by a client library means. Thread-safe. */
@FunctionalInterface
public interface FailureClassifier {

  /**
   * What the failure means; null if it is not the external system's doing (the application's own
   * exception, say), which then passes unchanged if it is unchecked.
   *
   * <p>Null for a {@link java.util.concurrent.CancellationException} that only the client library
   * can have caused, or for a {@link java.util.concurrent.TimeoutException}, leaves it to the
   * runtime: the exchange is lost, or out of time.
   *
   * @param failure what was thrown
   * @param phase how far the attempt had come, as far as it has reported that
   */
  @Nullable FailureClassification classify(Throwable failure, Phase phase);

  /**
   * Whether a write was rejected because the external system, or the transaction, is read-only:
   * nothing was applied, and the endpoint is asked whether it takes writes at all. By default no
   * failure says so.
   */
  default boolean rejectsWrites(Throwable failure) {
    return false;
  }

  /**
   * What is known of an attempt that has ended without an answer, such as one that was canceled or
   * whose code has thrown an exception of its own, if no exchange before was completed. By default
   * {@link Outcome#NOT_SENT} before something is sent, and {@link Outcome#UNKNOWN} from then on;
   * where nothing is applied before a commit, {@link Outcome#NOT_APPLIED} until that is sent.
   *
   * @param phase how far the attempt had come
   */
  default Outcome unanswered(Phase phase) {
    return phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
  }

  /**
   * What to do about an external system that takes no writes, for the diagnosis of a write that it
   * rejected; null, the default, for what is right for a server that has a primary.
   */
  default @Nullable String adviceForWrites() {
    return null;
  }

  /**
   * What may be shown of a failure as the cause of what users see: client libraries put data into
   * their messages, which must not reach logs. Known secrets are removed from it afterwards.
   *
   * @param failure what was thrown
   * @return the same, or a copy without what must not be shown
   */
  default Throwable shown(Throwable failure) {
    return failure;
  }
}
