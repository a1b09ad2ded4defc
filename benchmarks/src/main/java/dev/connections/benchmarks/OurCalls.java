package dev.connections.benchmarks;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.benchmarks.BorrowConnection.Configuration;
import dev.connections.failure.CircuitOpenException;
import dev.connections.provider.Connections;
import java.time.Duration;

/** A provider with one {@link BorrowConnection}, opened as an application would open it. */
final class OurCalls implements AutoCloseable {

  private static final ConnectionTypeDescriptor<BorrowConnection, Configuration> TYPE =
      ConnectionTypeDescriptor.<BorrowConnection, Configuration>builder(1, "Borrow", "Stubs")
          .build(new BorrowClasses());

  private final StubPool pool = new StubPool();
  private final ConnectionProvider provider;
  private final BorrowConnection connection;

  private OurCalls(String settings, int port) {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "benchmark.yaml", "connections: { stub: { type: Borrow" + settings + " } }");
    provider =
        Connections.builder()
            .configuration(configuration)
            .register(
                TYPE,
                context -> new BorrowConnection(context, pool, port),
                node -> node.object().isComplete() ? new Configuration() : null)
            .open();
    connection = provider.get(TYPE, "stub");
  }

  /** With all settings as they are by default. */
  static OurCalls withDefaults() {
    return opened("");
  }

  /** With a bulkhead whose only permit is taken, and in which nobody may wait. */
  static OurCalls withFullBulkhead() throws InterruptedException {
    OurCalls calls = opened(", bulkhead: { maxConcurrent: 1, maxWaiting: 0 }");
    // On another thread, because the caller's own permit would be refused for another reason.
    Thread holder = new Thread(calls.connection::occupy);
    holder.start();
    holder.join();
    return calls;
  }

  /** With a circuit that calls have opened, for longer than it is measured. */
  static OurCalls withOpenCircuit() {
    OurCalls calls = opened(", circuit: { openFor: 10m, maxOpenFor: 10m }, retry: { base: 1ms }");
    calls.connection.lose();
    while (!(RejectedCallBenchmark.rejection(calls.connection::fail)
        instanceof CircuitOpenException)) {
      // not open yet
    }
    return calls;
  }

  /** With nothing left for retries, so that a failure is final at once; its circuit never opens. */
  static OurCalls withEmptyRetryBudget() {
    return opened(", retry: { budget: { ratio: 0%, perSecond: 0 } }, circuit: { enabled: false }");
  }

  /** With a server that is not there, and everything as it is by default. */
  static OurCalls withDeadServer(int port) {
    return new OurCalls("", port);
  }

  private static OurCalls opened(String settings) {
    OurCalls calls = new OurCalls(settings, 0);
    calls.connection.connect();
    return calls;
  }

  BorrowConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    provider.close(Duration.ZERO);
    pool.close();
  }

  private static final class BorrowClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      return BorrowConnection.class;
    }

    @Override
    public Class<?> configurationClass(int id) {
      return Configuration.class;
    }
  }
}
