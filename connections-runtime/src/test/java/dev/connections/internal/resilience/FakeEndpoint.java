package dev.connections.internal.resilience;

import dev.connections.Deadline;
import dev.connections.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint whose server is as the test says. */
final class FakeEndpoint implements Endpoint {

  /** What opening or probing does. */
  @FunctionalInterface
  interface Behaviour {
    void run(Deadline deadline) throws Exception;
  }

  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger probed = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger aborted = new AtomicInteger();
  volatile Behaviour onOpen = deadline -> {};
  volatile Behaviour onProbe = deadline -> {};
  volatile Behaviour onClose = deadline -> {};
  volatile FailureClassifier classifier = SocketFailures.INSTANCE;
  volatile int capacity = 2;

  @Override
  public ServerMetadata open(Deadline deadline) throws Exception {
    opened.incrementAndGet();
    onOpen.run(deadline);
    return new ServerMetadata("Fake", "1.2", null, null, Map.of());
  }

  @Override
  public void probe(Deadline deadline) throws Exception {
    probed.incrementAndGet();
    onProbe.run(deadline);
  }

  @Override
  public void abort() {
    aborted.incrementAndGet();
  }

  @Override
  @SuppressWarnings("NullAway") // closing has no deadline
  public void close() throws Exception {
    closed.incrementAndGet();
    onClose.run(null);
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public FailureClassifier failures() {
    return classifier;
  }
}
