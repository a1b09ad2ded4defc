package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.monitoring.ConnectionEvent.Opened;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * The promises about opening a connection. Part of {@link ConnectionTypeContract}, which is what to
 * extend.
 *
 * @param <C> the connection users hold
 */
public abstract class OpeningContract<C extends ManagedConnection<?>> extends Contract<C> {

  private static final int THREADS = 16;

  OpeningContract() {}

  /** Lazy: making the handle does no I/O; every {@code get} gives the same one. */
  @Test
  public void nothingHappensBeforeTheFirstUse() {
    C connection = fixture.connection();
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.DISCONNECTED);
    assertThat(fixture.provider().get(NAME)).as("the same handle").isSameAs(connection);
    assertThat(fixture.wire.accepted()).as("connections made").isZero();
    fixture.exchange(READ);
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
    if (fixture.wire.exists()) {
      assertThat(fixture.wire.accepted()).as("connections made").isPositive();
    }
  }

  /** Opening is single-flight. */
  @Test
  public void concurrentFirstUsesOpenOnce() throws InterruptedException {
    C connection = fixture.connection();
    CountDownLatch together = new CountDownLatch(THREADS);
    List<Background<Boolean>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(
          fixture.background(
              () -> {
                together.countDown();
                together.await();
                connection.connect();
                return true;
              }));
    }
    callers.forEach(caller -> caller.value(PATIENCE));
    connection.connect();
    assertThat(connection.snapshot().lifecycle().generation()).isEqualTo(1);
    fixture.events.await(Opened.class::isInstance, PATIENCE);
    fixture.provider().close();
    assertThat(fixture.events.events(Opened.class)).as("openings").hasSize(1);
  }

  /** The server's metadata is in the snapshot and in the event. */
  @Test
  public void theSnapshotHasTheMetadataOfTheServer() {
    fixture.connection().connect();
    ConnectionSnapshot snapshot = fixture.connection().snapshot();
    ServerMetadata server = snapshot.server();
    assertThat(server).isNotNull().satisfies(said -> assertThat(said.product()).isNotBlank());
    Opened opened = (Opened) fixture.events.await(Opened.class::isInstance, PATIENCE);
    assertThat(opened.server()).isEqualTo(server);
    assertThat(opened.generation()).isEqualTo(snapshot.lifecycle().generation());
    assertThat(snapshot.name()).isEqualTo(NAME);
    assertThat(snapshot.type()).isEqualTo(fixture.connection().type().name());
    assertThat(snapshot.category()).isEqualTo(fixture.connection().type().category());
  }

  /** A failed opening is BROKEN with its cause, and the next use tries again. */
  @Test
  public void aRefusedConnectionIsBrokenAndReconnectsLater() {
    fixture.wire.refuseConnections();
    C connection = fixture.connection();
    assertThatThrownBy(connection::connect)
        .isInstanceOfSatisfying(
            ConnectionException.class,
            failure -> {
              assertThat(failure.connection()).isEqualTo(NAME);
              assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            });
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.BROKEN);
    assertThat(connection.snapshot().lifecycle().cause()).isNotBlank();

    fixture.wire.heal();
    fixture.exchange(READ);
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
    fixture.provider().close();
    fixture.events.assertInOrder();
    fixture.wire.awaitNoConnections();
  }

  /** The connect timeout reaches the client library. */
  @Test
  public void connectingToASilentServerTimesOut() {
    fixture.open(Map.of("timeouts.connect", "1s"));
    fixture.wire.dropReplies();
    C connection = fixture.connection();
    long start = System.nanoTime();
    assertThatThrownBy(connection::connect).isInstanceOf(ConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofSeconds(1).plus(SLACK));
    fixture.wire.heal();
    fixture.eventuallyExchanges(READ);
  }
}
