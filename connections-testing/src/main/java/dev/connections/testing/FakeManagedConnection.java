package dev.connections.testing;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.Lifecycle;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.OperationStatistics;
import dev.connections.monitoring.ServerMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection without an external system, for the unit tests of code that uses connections. It
 * hands out the client it was given, has the health that was set, and fails when asked to.
 *
 * <pre>{@code
 * final class FakeWeather extends FakeManagedConnection<OkHttpClient> implements RestConnection { … }
 * }</pre>
 *
 * <p>Types that lend resources extend {@link FakeLeasingConnection}. Thread-safe.
 *
 * @param <R> the native client
 */
public class FakeManagedConnection<R> implements ManagedConnection<R> {

  private static final String ENDPOINT = "primary";

  /** The type of fakes that have no other. */
  public static final ConnectionTypeDescriptor<ManagedConnection<?>, ConnectionConfiguration> TYPE =
      ConnectionTypeDescriptor.<ManagedConnection<?>, ConnectionConfiguration>builder(
              1, "Fake", "Testing")
          .description("A connection without an external system")
          .build(new FakeClasses());

  private static final AtomicLong COUNT = new AtomicLong();

  private final String name;
  private final ConnectionTypeDescriptor<?, ?> type;
  private final R client;
  private final String connectionId = "fake-" + COUNT.incrementAndGet();
  private final TimeSource time = TimeSource.system();
  private final Instant createdAt = time.now();
  private final long createdNanos = time.nanoTime();

  private final ReentrantLock lock = new ReentrantLock();
  private Health health = Health.UNKNOWN;
  private Lifecycle lifecycle = new Lifecycle(LifecycleState.DISCONNECTED, 0, createdAt, null);
  private @Nullable ConnectionException failure;
  private @Nullable Long usedNanos;

  /** A fake of type {@link #TYPE}, with a name and the client to hand out. */
  public FakeManagedConnection(String name, R client) {
    this(name, TYPE, client);
  }

  /** A fake of a given type, with a name and the client to hand out. */
  public FakeManagedConnection(String name, ConnectionTypeDescriptor<?, ?> type, R client) {
    this.name = name;
    this.type = type;
    this.client = client;
  }

  /** Makes every use throw this, until {@link #recover()}; health is {@link HealthStatus#DOWN}. */
  public final void failWith(ConnectionException failure) {
    lock.lock();
    try {
      this.failure = failure;
      this.health = verdict(HealthStatus.DOWN, failure.diagnosis().problem());
    } finally {
      lock.unlock();
    }
  }

  /** Makes uses work again; health is {@link HealthStatus#UP}. */
  public final void recover() {
    lock.lock();
    try {
      this.failure = null;
      this.health = verdict(HealthStatus.UP, null);
    } finally {
      lock.unlock();
    }
  }

  /** Makes this its health, whatever its uses do. The next use or failure may change it. */
  public final void health(Health health) {
    lock.lock();
    try {
      this.health = health;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ConnectionTypeDescriptor<?, ?> type() {
    return type;
  }

  /** The client it was given. */
  @Override
  public R client() {
    use();
    return client;
  }

  @Override
  public final void connect() {
    use();
  }

  @Override
  public final ConnectionSnapshot snapshot() {
    OperationStatistics operations = operations();
    List<LeaseHolder> holders = holders();
    lock.lock();
    try {
      long now = time.nanoTime();
      return new ConnectionSnapshot(
          name,
          connectionId,
          type.name(),
          type.category(),
          false,
          lifecycle,
          health,
          CircuitState.CLOSED,
          ENDPOINT,
          List.of(endpoint(operations)),
          operations,
          0,
          null,
          holders,
          List.of(),
          server(),
          0,
          createdAt,
          Duration.ofNanos(now - createdNanos),
          usedNanos == null ? null : Duration.ofNanos(now - usedNanos));
    } finally {
      lock.unlock();
    }
  }

  private EndpointSnapshot endpoint(OperationStatistics operations) {
    return new EndpointSnapshot(
        ENDPOINT,
        true,
        lifecycle,
        health,
        CircuitState.CLOSED,
        operations.inFlight(),
        0,
        0,
        null,
        null,
        List.of(),
        server());
  }

  private @Nullable ServerMetadata server() {
    return lifecycle.generation() == 0
        ? null
        : new ServerMetadata(type.name(), null, null, null, Map.of());
  }

  @Override
  public final Health health() {
    lock.lock();
    try {
      return health;
    } finally {
      lock.unlock();
    }
  }

  /** The health that was set. */
  @Override
  public final Health checkHealth() {
    return health();
  }

  /** The name. */
  @Override
  public final String toString() {
    return name;
  }

  /** What it has done; nothing, unless it lends something. */
  OperationStatistics operations() {
    return new OperationStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Who has not given back what was lent. */
  List<LeaseHolder> holders() {
    return List.of();
  }

  /** Opens it if need be; throws if it is closed or was asked to fail. */
  final void use() {
    lock.lock();
    try {
      if (lifecycle.state() == LifecycleState.CLOSED) {
        throw new ConnectionClosedException(
            Diagnosis.of(name, "The connection is closed")
                .nextStep("Close the provider after the last use of its connections")
                .build(),
            null);
      }
      usedNanos = time.nanoTime();
      if (failure != null) {
        throw failure;
      }
      if (lifecycle.state() != LifecycleState.CONNECTED) {
        lifecycle = new Lifecycle(LifecycleState.CONNECTED, 1, time.now(), null);
      }
      if (health.status() == HealthStatus.UNKNOWN) {
        health = verdict(HealthStatus.UP, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends it; whether it was ever open. */
  final boolean end() {
    lock.lock();
    try {
      long generation = lifecycle.generation();
      lifecycle = new Lifecycle(LifecycleState.CLOSED, generation, time.now(), null);
      return generation > 0;
    } finally {
      lock.unlock();
    }
  }

  private Health verdict(HealthStatus status, @Nullable String problem) {
    return new Health(status, time.now(), null, problem, Map.of());
  }
}
