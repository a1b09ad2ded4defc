package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * Opens a client that is to take the place of another one; the state of the connection does not
 * change. Used once.
 */
final class ReplacementOpening {

  private final OpenClient client;
  private final Opening opening;
  private volatile boolean unwanted;

  ReplacementOpening(OpenClient client, Deadline deadline) {
    this.client = client;
    this.opening = new Opening(deadline);
  }

  Opening opening() {
    return opening;
  }

  /** Opens it and waits for it, as {@link Opener#openAside} says. */
  ServerMetadata await(Executor background) throws Exception {
    background.execute(this::run);
    boolean ended = false;
    try {
      ended = opening.awaitEnd(opening.deadline());
    } finally {
      if (!ended) {
        unwanted = true;
        opening.interrupt();
      }
    }
    if (!ended) {
      throw new TimeoutException(
          "Timed out connecting: not open within "
              + opening.deadline().length().toMillis()
              + " ms (timeouts.connect)");
    }
    Throwable failure = opening.failure();
    if (failure instanceof InterruptedException) {
      throw new TimeoutException("Opening was aborted"); // the caller was not interrupted
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof Exception exception) {
      throw exception;
    }
    return Objects.requireNonNull(client.server(), "it was opened");
  }

  private void run() {
    opening.begin();
    try {
      client.open(opening.deadline());
      if (unwanted) {
        client.discard(); // nothing waits for it any more, so nothing else would close it
      }
    } catch (Throwable failure) {
      opening.failed(failure);
    } finally {
      opening.end();
    }
  }
}
