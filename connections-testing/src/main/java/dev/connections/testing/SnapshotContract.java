package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.OperationStatistics;
import dev.connections.monitoring.PoolStatistics;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The promises about snapshots. Part of {@link ConnectionTypeContract}, which is what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class SnapshotContract<C extends ManagedConnection<?>> extends ClosingContract<C> {

  SnapshotContract() {}

  /** Successes and failures are counted once each. */
  @Test
  public void theSnapshotCountsSuccessesAndFailures() {
    C connection = fixture.connection();
    assertThat(connection.snapshot().operations())
        .isEqualTo(new OperationStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(connection.snapshot().idleFor()).isNull();

    fixture.exchange(READ);
    fixture.exchange(READ);
    fixture.wire.dropReplyOnce();
    assertThatThrownBy(() -> fixture.exchange(WRITE)).isInstanceOf(ConnectionException.class);

    ConnectionSnapshot snapshot = connection.snapshot();
    assertThat(snapshot.operations()).isEqualTo(new OperationStatistics(0, 0, 2, 1, 0, 0, 0, 0, 0));
    assertThat(snapshot.holders()).isEmpty();
    assertThat(snapshot.idleFor()).isNotNull();
    assertThat(snapshot.age()).isPositive();
    assertThat(snapshot.connectionId()).isNotBlank();
    PoolStatistics pool = snapshot.pool();
    if (pool != null) {
      fixture.eventually(
          () -> Objects.requireNonNull(connection.snapshot().pool()).active() == 0,
          "no resource is lent, to no probe either");
      assertThat(pool.total()).isBetween(0, pool.maximum());
    }
  }

  /** In flight, with its holder. */
  @Test
  public void theSnapshotShowsWhatIsInFlight() {
    fixture.exchange(READ);
    Background<Boolean> held = fixture.heldExchange(Operation.read("contract-held"));
    ConnectionSnapshot snapshot = fixture.connection().snapshot();
    assertThat(snapshot.operations().inFlight()).isEqualTo(1);
    LeaseHolder holder = snapshot.holders().get(0);
    assertThat(holder.operation()).isEqualTo("contract-held");
    assertThat(holder.thread()).isEqualTo(held.thread().getName());
    assertThat(holder.age()).isBetween(Duration.ZERO, PATIENCE);
    fixture.wire.heal();
    held.value(PATIENCE);
    assertThat(fixture.connection().snapshot().operations().inFlight()).isZero();
  }

  /** Handle, provider and health cannot disagree. */
  @Test
  public void allSnapshotsSayTheSame() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    connection.checkHealth();
    ConnectionSnapshot own = connection.snapshot();
    assertThat(own.health().status()).isEqualTo(connection.health().status());
    assertThat(fixture.provider().snapshot().connection(NAME))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.connectionId()).isEqualTo(own.connectionId());
              assertThat(seen.health().status()).isEqualTo(own.health().status());
              assertThat(seen.health().problem()).isEqualTo(own.health().problem());
              assertThat(seen.lifecycle()).isEqualTo(own.lifecycle());
              assertThat(seen.operations()).isEqualTo(own.operations());
              assertThat(seen.server()).isEqualTo(own.server());
            });
    assertThat(fixture.provider().checkHealth(PATIENCE))
        .containsOnlyKeys(NAME)
        .allSatisfy((name, health) -> assertThat(health.status()).isEqualTo(own.health().status()));
  }
}
