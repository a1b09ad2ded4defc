package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The external systems behind the fake connections of one test: it says what opening, probing and
 * closing do for a name, and keeps what was done.
 */
final class FakeSystem {

  /** What an exchange does. */
  @FunctionalInterface
  interface Exchange {
    void run() throws Exception;
  }

  private final Map<String, Exchange> openings = new ConcurrentHashMap<>();
  private final Map<String, Exchange> probes = new ConcurrentHashMap<>();
  private final Map<String, Exchange> closings = new ConcurrentHashMap<>();
  private final Map<String, Runnable> aborts = new ConcurrentHashMap<>();
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /** What connections use others, and how they get them. */
  final Map<String, Supplier<FakeConnection>> used = new ConcurrentHashMap<>();

  final List<String> handles = new CopyOnWriteArrayList<>();
  final List<String> opened = new CopyOnWriteArrayList<>();
  final List<String> closed = new CopyOnWriteArrayList<>();
  final List<String> aborted = new CopyOnWriteArrayList<>();

  FakeSystem onOpen(String name, Exchange exchange) {
    openings.put(name, exchange);
    return this;
  }

  FakeSystem onProbe(String name, Exchange exchange) {
    probes.put(name, exchange);
    return this;
  }

  FakeSystem onClose(String name, Exchange exchange) {
    closings.put(name, exchange);
    return this;
  }

  FakeSystem onAbort(String name, Runnable abort) {
    aborts.put(name, abort);
    return this;
  }

  /** The names of what is open now. */
  Set<String> open() {
    return Set.copyOf(open);
  }

  Endpoint endpoint(String name) {
    return new FakeEndpoint(name);
  }

  private final class FakeEndpoint implements Endpoint {
    private final String name;

    FakeEndpoint(String name) {
      this.name = name;
    }

    @Override
    public ServerMetadata open(Deadline deadline) throws Exception {
      openings.getOrDefault(name, () -> {}).run();
      opened.add(name);
      open.add(name);
      return new ServerMetadata("Fake", "1.0", null, null, Map.of());
    }

    @Override
    public void probe(Deadline deadline) throws Exception {
      probes.getOrDefault(name, () -> {}).run();
    }

    @Override
    public void abort() {
      aborted.add(name);
      aborts.getOrDefault(name, () -> {}).run();
    }

    @Override
    public void close() throws Exception {
      closed.add(name);
      open.remove(name);
      closings.getOrDefault(name, () -> {}).run();
    }

    @Override
    public int capacity() {
      return 4;
    }

    @Override
    public FailureClassifier failures() {
      return FakeSystem::classify;
    }
  }

  private static FailureClassification classify(Throwable failure, Phase phase) {
    FailureClassification.Kind kind =
        failure instanceof SecurityException
            ? FailureClassification.Kind.AUTHENTICATION
            : FailureClassification.Kind.TRANSIENT;
    return FailureClassification.failure(kind)
        .during(phase)
        .notSent()
        .endpointFault()
        .connectionLost()
        .because(String.valueOf(failure.getMessage()));
  }
}
