package dev.connections.benchmarks;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.benchmarks.BorrowConnection.Configuration;
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

  private OurCalls(String settings) {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "benchmark.yaml", "connections: { stub: { type: Borrow" + settings + " } }");
    provider =
        Connections.builder()
            .configuration(configuration)
            .register(
                TYPE,
                context -> new BorrowConnection(context, pool),
                node -> node.object().isComplete() ? new Configuration() : null)
            .open();
    connection = provider.get(TYPE, "stub");
    connection.connect();
  }

  /** With all settings as they are by default. */
  static OurCalls withDefaults() {
    return new OurCalls("");
  }

  /** With a bulkhead whose only permit is taken, and in which nobody may wait. */
  static OurCalls withFullBulkhead() throws InterruptedException {
    OurCalls calls = new OurCalls(", bulkhead: { maxConcurrent: 1, maxWaiting: 0 }");
    // On another thread, because the caller's own permit would be refused for another reason.
    Thread holder = new Thread(calls.connection::occupy);
    holder.start();
    holder.join();
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
