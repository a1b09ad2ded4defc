package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.util.Map;

/** The way to nothing: it opens the second time, and what fails is understood. */
final class RehearsedEndpoint implements Endpoint {

  private final boolean first;
  private volatile Runnable onAbort = () -> {};
  private volatile boolean opened;

  /** Whether it is the one that is preferred. */
  RehearsedEndpoint(boolean first) {
    this.first = first;
  }

  boolean isFirst() {
    return first;
  }

  void onAbort(Runnable action) {
    onAbort = action;
  }

  @Override
  public ServerMetadata open(Deadline deadline) throws RehearsedException {
    if (!opened) {
      opened = true;
      throw new RehearsedException(FailureClassification.Kind.TRANSIENT);
    }
    return new ServerMetadata("rehearsal", null, null, null, Map.of());
  }

  @Override
  public void probe(Deadline deadline) {}

  @Override
  public void abort() {
    onAbort.run();
  }

  @Override
  public void close() {}

  @Override
  public int capacity() {
    return 1;
  }

  @Override
  public FailureClassifier failures() {
    return (failure, phase) ->
        failure instanceof RehearsedException rehearsed
            ? FailureClassification.failure(rehearsed.kind())
                .during(phase)
                .endpointFault()
                .because("rehearsal")
            : SocketFailures.INSTANCE.classify(failure, phase);
  }
}
