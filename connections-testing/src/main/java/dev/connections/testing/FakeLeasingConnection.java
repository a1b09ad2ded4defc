package dev.connections.testing;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Lease;
import dev.connections.LeaseFunction;
import dev.connections.Leasing;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.OperationStatistics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fake that lends resources, and remembers for which operations it did.
 *
 * <pre>{@code
 * final class FakeOrders extends FakeLeasingConnection<DataSource, Connection>
 *     implements SqlConnection { … }
 * }</pre>
 *
 * <p>It lends as many as are asked for, and retries nothing. Asynchronous work is done before the
 * call returns, unless an {@linkplain #asyncOn executor} is named. What is still lent when its
 * provider is closed appears in the report as aborted. Thread-safe.
 *
 * @param <R> the native client
 * @param <L> the resource it lends
 */
public class FakeLeasingConnection<R, L> extends FakeManagedConnection<R> implements Leasing<L> {

  private final Supplier<? extends L> resources;
  private final List<Operation> performed = new CopyOnWriteArrayList<>();
  private final Set<FakeLease> lent = ConcurrentHashMap.newKeySet();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile Executor executor = Runnable::run;

  /**
   * A fake of type {@link #TYPE}.
   *
   * @param resources gives what is lent; asked once for each lease
   */
  public FakeLeasingConnection(String name, R client, Supplier<? extends L> resources) {
    this(name, TYPE, client, resources);
  }

  /**
   * A fake of a given type.
   *
   * @param resources gives what is lent; asked once for each lease
   */
  public FakeLeasingConnection(
      String name, ConnectionTypeDescriptor<?, ?> type, R client, Supplier<? extends L> resources) {
    super(name, type, client);
    this.resources = resources;
  }

  /** The operations for which something was lent, in order. */
  public final List<Operation> performed() {
    return List.copyOf(performed);
  }

  /** How many leases have not been closed. */
  public final int open() {
    return lent.size();
  }

  @Override
  public <T extends @Nullable Object> T execute(
      Operation operation, LeaseFunction<? super L, T> work) {
    try (Lease<L> lease = lease(operation)) {
      T value = work.apply(lease.resource());
      succeeded.increment();
      return value;
    } catch (ConnectionException failure) {
      failed.increment();
      throw failure;
    } catch (RuntimeException applications) {
      throw applications;
    } catch (Exception checked) {
      failed.increment();
      throw new PermanentConnectionException(
          Diagnosis.of(name(), "The work threw " + checked)
              .operation(operation.name())
              .attempts(1)
              .outcome(Outcome.UNKNOWN)
              .build(),
          checked);
    }
  }

  /** Runs asynchronous work on this executor from now on; by default the calling thread does. */
  public final void asyncOn(Executor newExecutor) {
    executor = newExecutor;
  }

  /** As real ones do it, except that canceling aborts nothing: there is no exchange. */
  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, LeaseFunction<? super L, T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (!future.isDone()) {
            executeFor(future, operation, work);
          }
        });
    return future;
  }

  private <T extends @Nullable Object> void executeFor(
      CompletableFuture<T> future, Operation operation, LeaseFunction<? super L, T> work) {
    T value;
    try {
      value = execute(operation, work);
    } catch (Throwable failure) {
      future.completeExceptionally(failure);
      return;
    }
    if (!future.complete(value) && value instanceof AutoCloseable late) {
      try {
        late.close();
      } catch (Exception failure) {
        throw new AssertionError("What came too late could not be closed", failure);
      }
    }
  }

  @Override
  public Lease<L> lease(Operation operation) {
    use();
    FakeLease lease = new FakeLease(operation, resources.get());
    lent.add(lease);
    performed.add(operation);
    return lease;
  }

  @Override
  final OperationStatistics operations() {
    return new OperationStatistics(lent.size(), 0, succeeded.sum(), failed.sum(), 0, 0, 0, 0, 0);
  }

  @Override
  final List<LeaseHolder> holders() {
    return lent.stream()
        .map(FakeLease::holder)
        .sorted(Comparator.comparing(LeaseHolder::age).reversed())
        .toList();
  }

  private final class FakeLease implements Lease<L> {

    private final Operation operation;
    private final L resource;
    private final String thread = Thread.currentThread().getName();
    private final long sinceNanos = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();

    FakeLease(Operation operation, L resource) {
      this.operation = operation;
      this.resource = resource;
    }

    LeaseHolder holder() {
      Duration age = Duration.ofNanos(System.nanoTime() - sinceNanos);
      return new LeaseHolder(operation.name(), age, thread);
    }

    @Override
    public L resource() {
      if (closed.get()) {
        throw new ConnectionClosedException(
            Diagnosis.of(name(), "The lease is closed")
                .operation(operation.name())
                .nextStep("Take another lease")
                .build(),
            null);
      }
      return resource;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        lent.remove(this);
      }
    }
  }
}
