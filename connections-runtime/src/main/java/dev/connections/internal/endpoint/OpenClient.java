package dev.connections.internal.endpoint;

import dev.connections.Deadline;
import dev.connections.internal.lifecycle.ProblemText;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What the client library has opened, and must close. Opened by one thread at a time. */
final class OpenClient {

  private final Logger log;
  private final ConnectionParts parts;
  private final Endpoint endpoint;
  private final PresentEndpoint owner;
  private final AtomicBoolean held = new AtomicBoolean();
  private volatile @Nullable ServerMetadata server;

  /**
   * A client that is not open.
   *
   * @param owner told of each opening that succeeded, before what was opened can be used
   */
  OpenClient(ConnectionParts parts, Endpoint endpoint, PresentEndpoint owner) {
    this.log = parts.log();
    this.parts = parts;
    this.endpoint = endpoint;
    this.owner = owner;
  }

  /** Whether there is anything to close. */
  boolean isHeld() {
    return held.get();
  }

  /** What the external system said of itself when it was last opened; null before that. */
  @Nullable ServerMetadata server() {
    return server;
  }

  ServerMetadata open(Deadline deadline) throws Exception {
    ServerMetadata metadata = endpoint.open(deadline);
    held.set(true);
    owner.opened(endpoint);
    server = metadata;
    return metadata;
  }

  void probe(Deadline deadline) throws Exception {
    endpoint.probe(deadline);
  }

  void close() throws Exception {
    if (held.getAndSet(false)) {
      endpoint.close();
    }
  }

  /** Closes it; a failure is logged. */
  void discard() {
    try {
      close();
    } catch (Exception failure) {
      log.warn("Closing a discarded client failed", parts.redactor().redact(failure));
    }
  }

  String describe(Throwable failure) {
    return parts.redactor().redact(ProblemText.of(failure));
  }
}
