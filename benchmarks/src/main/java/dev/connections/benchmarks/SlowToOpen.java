package dev.connections.benchmarks;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.CoreConnection;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection without a client, whose server takes its time to open: what it weighs and takes
 * besides that is the runtime's.
 */
final class SlowToOpen extends CoreConnection<String> {

  private static final Operation WORK = Operation.read("work");
  private static final ServerMetadata SERVER =
      new ServerMetadata("stub", null, null, null, Map.of());
  private static final ConnectionTypeDescriptor<SlowToOpen, Configuration> TYPE =
      ConnectionTypeDescriptor.<SlowToOpen, Configuration>builder(1, "SlowToOpen", "Stubs")
          .build(new SlowToOpenClasses());

  /** Nothing to configure. */
  record Configuration() implements ConnectionConfiguration {}

  private final ConnectionCore<Stub> core;

  private SlowToOpen(ConnectionContext<Configuration> context, long nanos) {
    this.core = context.core(endpoint -> new Stub(nanos));
  }

  /** A builder that knows this type, whose endpoints take so long to open. */
  static ConnectionProviderBuilder builder(long nanos) {
    return Connections.builder()
        .register(
            TYPE,
            context -> new SlowToOpen(context, nanos),
            node -> node.object().isComplete() ? new Configuration() : null);
  }

  /** Does something in a call. */
  void call(Runnable work) {
    core.execute(
        WORK,
        (endpoint, scope) -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  @Override
  protected ConnectionCore<Stub> core() {
    return core;
  }

  @Override
  public String client() {
    return "none";
  }

  /** What is there of its server. */
  private record Stub(long nanos) implements Endpoint {
    @Override
    public ServerMetadata open(Deadline deadline) {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return SERVER;
    }

    @Override
    public void probe(Deadline deadline) {}

    @Override
    public void abort() {}

    @Override
    public void close() {}

    @Override
    public int capacity() {
      return 10;
    }

    @Override
    public FailureClassifier failures() {
      return SocketFailures.INSTANCE;
    }
  }

  private static final class SlowToOpenClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      return SlowToOpen.class;
    }

    @Override
    public Class<?> configurationClass(int id) {
      return Configuration.class;
    }
  }
}
