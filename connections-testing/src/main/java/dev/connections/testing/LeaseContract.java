package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Lease;
import dev.connections.Leasing;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.PoolStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The promises about connections that lend resources. Part of {@link ConnectionTypeContract}, which
 * is what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class LeaseContract<C extends ManagedConnection<?>> extends SnapshotContract<C> {

  private Leasing<?> leasing() {
    C connection = fixture.connection();
    Assumptions.assumeTrue(connection instanceof Leasing, "this type lends no resources");
    return (Leasing<?>) connection;
  }

  private PoolStatistics pool() {
    PoolStatistics pool = fixture.connection().snapshot().pool();
    Assumptions.assumeTrue(pool != null, "this type has no pool");
    return Objects.requireNonNull(pool);
  }

  LeaseContract() {}

  /** And count against no one. */
  @Test
  public void theApplicationsOwnExceptionsPassUnchanged() {
    Leasing<?> leasing = leasing();
    fixture.exchange(READ);
    IllegalStateException own = new IllegalStateException("the application's own");
    assertThatThrownBy(
            () ->
                leasing.run(
                    READ,
                    resource -> {
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(fixture.connection().health().status()).isEqualTo(HealthStatus.UP);
    assertThat(fixture.connection().snapshot().operations().inFlight()).isZero();
    fixture.exchange(READ);
  }

  /** No leak, whether work returns, throws, or holds a lease. */
  @Test
  public void resourcesAreReturnedHoweverTheWorkEnds() {
    Leasing<?> leasing = leasing();
    for (int i = 0; i < 40; i++) { // more often than any pool of a test is large
      leasing.run(READ, resource -> assertThat(resource).isNotNull());
      assertThatThrownBy(
              () ->
                  leasing.run(
                      READ,
                      resource -> {
                        throw new Exception("the application's own");
                      }))
          .isInstanceOf(ConnectionException.class);
      try (Lease<?> lease = leasing.lease(READ)) {
        assertThat(lease.resource()).isNotNull();
      }
    }
    assertThat(fixture.connection().snapshot().operations().inFlight()).isZero();
    assertThat(pool().active()).isZero();
  }

  /** Leases are exclusive. */
  @Test
  public void aResourceServesOneUserAtATime() {
    Leasing<?> leasing = leasing();
    fixture.connection().connect();
    int maximum = pool().maximum();
    Assumptions.assumeTrue(maximum > 1 && maximum <= 32, "needs a pool of 2 to 32 resources");
    Set<Object> resources = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Lease<?>> leases = takeAll(leasing, maximum);
    try {
      leases.forEach(lease -> resources.add(lease.resource()));
      assertThat(resources).hasSize(maximum);
      assertThat(pool().active()).isEqualTo(maximum);
    } finally {
      leases.forEach(Lease::close);
    }
    assertThat(pool().active()).isZero();
  }

  /** Probes do not go through the pool's queue. */
  @Test
  public void anExhaustedPoolIsNotDown() {
    fixture.open(Map.of("timeouts.acquire", "19s"));
    Leasing<?> leasing = leasing();
    fixture.connection().connect();
    int maximum = pool().maximum();
    Assumptions.assumeTrue(maximum <= 32, "needs a pool of up to 32 resources");
    List<Lease<?>> leases = takeAll(leasing, maximum);
    try {
      fixture.time.skip(Duration.ofMinutes(5));
      long start = System.nanoTime();
      Health health = fixture.connection().checkHealth();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("the probe does not queue")
          .isLessThan(Duration.ofSeconds(5).plus(SLACK));
      assertThat(health.status()).as(health.toString()).isNotEqualTo(HealthStatus.DOWN);
    } finally {
      leases.forEach(Lease::close);
    }
  }

  private static List<Lease<?>> takeAll(Leasing<?> leasing, int maximum) {
    // By a thread each: a thread that holds one lease is not let wait for another.
    List<Lease<?>> leases = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < maximum; i++) {
      Thread thread = new Thread(() -> leases.add(leasing.lease(READ)), "contract-lease-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException interrupted) {
        throw new AssertionError("Interrupted while leases were taken", interrupted);
      }
    }
    assertThat(leases).as("leases taken").hasSize(maximum);
    return leases;
  }

  /** Closing a lease twice does no harm. */
  @Test
  public void aLeaseIsGivenBackOnceAndUselessAfterwards() {
    Leasing<?> leasing = leasing();
    Lease<?> lease = leasing.lease(Operation.read("contract-lease"));
    assertThat(lease.resource()).isNotNull();
    assertThat(fixture.connection().snapshot().holders())
        .singleElement()
        .satisfies(holder -> assertThat(holder.operation()).isEqualTo("contract-lease"));
    lease.close();
    lease.close();
    assertThatThrownBy(lease::resource).isInstanceOf(ConnectionClosedException.class);
    assertThat(fixture.connection().snapshot().operations().inFlight()).isZero();
    assertThat(fixture.connection().snapshot().holders()).isEmpty();
  }

  /** Instead of waiting for itself, naming the outer operation. */
  @Test
  public void takingASecondResourceWhileHoldingOneFailsAtOnce() {
    fixture.open(Map.of("timeouts.acquire", "19s"));
    Leasing<?> leasing = leasing();
    fixture.exchange(READ);
    long start = System.nanoTime();
    Throwable seen =
        catchThrowable(
            () ->
                leasing.run(
                    Operation.read("contract-outer"),
                    outer -> leasing.run(Operation.read("contract-inner"), inner -> {})));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("at once").isLessThan(SLACK);
    assertThat(seen)
        .as("what taking a second resource threw")
        .isInstanceOf(ConnectionException.class);
    assertThat(seen.getMessage() + ((ConnectionException) seen).diagnosis())
        .contains("contract-outer")
        .contains(NAME);
    fixture.exchange(READ);
  }

  /** One deadline covers everything. */
  @Test
  public void anInnerOperationInheritsTheDeadlineOfTheOuterOne() {
    Leasing<?> outer = leasing();
    fixture.exchange(READ);
    RecordingListener ignored = new RecordingListener();
    C other =
        fixture
            .open(fixture.configuration(Map.of(), fixture.type.secrets()), ignored)
            .get(NAME, fixture.type.connectionClass());
    fixture.exchange(other, READ);
    fixture.wire.dropRepliesFrom();

    Duration limit = Duration.ofSeconds(1);
    long start = System.nanoTime();
    Throwable seen =
        catchThrowable(
            () ->
                outer.run(
                    Operation.read("contract-outer").deadline(limit),
                    resource -> fixture.exchange(other, READ)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
    assertThat(seen)
        .as("what the inner exchange threw when the outer deadline had passed")
        .isInstanceOf(ConnectionException.class);
  }
}
