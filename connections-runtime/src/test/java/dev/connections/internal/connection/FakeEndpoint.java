package dev.connections.internal.connection;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.SocketFailures;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An endpoint whose server is as the test says. */
public final class FakeEndpoint implements Endpoint {

  /** What opening or probing does. */
  @FunctionalInterface
  public interface Behaviour {
    void run(Deadline deadline) throws Exception;
  }

  public final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger openedWell = new AtomicInteger();
  public final AtomicInteger probed = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger aborted = new AtomicInteger();
  public volatile Behaviour onOpen = deadline -> {};
  volatile Behaviour onProbe = deadline -> {};
  volatile Behaviour onClose = deadline -> {};
  public volatile FailureClassifier classifier = SocketFailures.INSTANCE;
  public volatile int capacity = 2;
  volatile ProbeResult finding = ProbeResult.NOTHING;
  volatile @Nullable PoolStatistics pool;
  volatile Set<String> addresses = Set.of();
  volatile boolean writable = true;

  /** Null if it cannot tell. */
  volatile @Nullable LongSupplier position;

  volatile Behaviour onWritable = deadline -> {};
  final String name;

  FakeEndpoint() {
    this("primary");
  }

  FakeEndpoint(String name) {
    this.name = name;
  }

  /** From now on nobody gets through. */
  void cut() {
    Behaviour refuse =
        deadline -> {
          throw new ConnectException(name + " refused");
        };
    onOpen = refuse;
    onProbe = refuse;
  }

  /** From now on everybody does. */
  void mend() {
    onProbe = deadline -> {};
    onOpen = deadline -> {};
  }

  /** The work of an operation: its name, if one gets through. */
  String serve() throws Exception {
    onProbe.run(Deadline.after(Duration.ofSeconds(1), TimeSource.system()));
    return name;
  }

  @Override
  public ServerMetadata open(Deadline deadline) throws Exception {
    opened.incrementAndGet();
    onOpen.run(deadline);
    openedWell.incrementAndGet();
    return new ServerMetadata("Fake", "1.2", null, null, Map.of());
  }

  @Override
  public void probe(Deadline deadline) throws Exception {
    probed.incrementAndGet();
    onProbe.run(deadline);
  }

  @Override
  public boolean isWritable(Deadline deadline) throws Exception {
    onWritable.run(deadline);
    onProbe.run(deadline);
    return writable;
  }

  @Override
  public boolean tellsPosition() {
    return position != null;
  }

  @Override
  public long position(Deadline deadline) throws Exception {
    onProbe.run(deadline);
    return Objects.requireNonNull(position).getAsLong();
  }

  @Override
  public Set<String> addresses() {
    return addresses;
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
  public ProbeResult finding() {
    return finding;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public FailureClassifier failures() {
    return classifier;
  }

  @Override
  public @Nullable PoolStatistics pool() {
    return pool;
  }
}
