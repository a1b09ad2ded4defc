package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static dev.connections.testing.ContractFixture.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.ConnectionProvider;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionEvent.Closed;
import dev.connections.monitoring.LifecycleState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promises about closing. Part of {@link ConnectionTypeContract}, which is what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class ClosingContract<C extends ManagedConnection<?>> extends LossContract<C> {

  ClosingContract() {}

  /** Draining comes first. */
  @Test
  public void closingLetsBorrowersFinishAndRejectsNewWork() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    Background<Boolean> borrower = fixture.heldExchange(READ);
    Background<CloseReport> closing =
        fixture.background(() -> fixture.provider().close(Duration.ofSeconds(20)));
    awaitState(connection, LifecycleState.DRAINING);

    assertThatThrownBy(() -> fixture.exchange(connection, READ))
        .isInstanceOf(ConnectionClosedException.class);
    assertThat(borrower.isDone()).as("the borrower is disturbed").isFalse();
    assertThat(closing.isDone()).as("closing waits for no caller").isFalse();

    fixture.wire.heal();
    assertThat(borrower.value(PATIENCE)).isTrue();
    CloseReport report = closing.value(PATIENCE);
    assertThat(report.isClean()).as(report.toString()).isTrue();
    assertEnding(report, Ending.DRAINED);
    fixture.wire.awaitNoConnections();
  }

  /** Waiters do not sit out their timeout on a closed connection. */
  @Test
  public void closingWakesWaitingCallers() {
    fixture.open(Map.of("bulkhead.maxConcurrent", "1", "timeouts.acquire", "19s"));
    C connection = fixture.connection();
    fixture.exchange(READ);
    Background<Boolean> borrower = fixture.heldExchange(READ);
    Background<Boolean> waiter =
        fixture.background(
            () -> {
              fixture.exchange(connection, READ);
              return true;
            });
    fixture.eventually(() -> connection.snapshot().operations().waiting() == 1, "one caller waits");
    Background<CloseReport> closing =
        fixture.background(() -> fixture.provider().close(Duration.ofSeconds(20)));

    assertThat(waiter.failure(SLACK)).isInstanceOf(ConnectionClosedException.class);

    fixture.wire.heal();
    borrower.value(PATIENCE);
    assertThat(closing.value(PATIENCE).isClean()).isTrue();
  }

  /** The rest is aborted at the deadline, and reported. */
  @Test
  public void closingAbortsWhatDoesNotFinishInTime() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    Background<Boolean> borrower = fixture.heldExchange(WRITE);
    long start = System.nanoTime();
    CloseReport report = fixture.provider().close(Duration.ofMillis(300));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofMillis(300).plus(SLACK));

    assertThat(borrower.failure(SLACK)).isInstanceOf(ConnectionException.class);
    assertEnding(report, Ending.ABORTED);
    assertThat(report.connections().get(0).aborted())
        .singleElement()
        .satisfies(
            holder -> {
              assertThat(holder.operation()).isEqualTo(WRITE.name());
              assertThat(holder.thread()).isEqualTo(borrower.thread().getName());
            });
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CLOSED);
    Closed closed = (Closed) fixture.events.await(Closed.class::isInstance, PATIENCE);
    assertThat(closed.aborted()).hasSize(1);
    fixture.wire.heal();
    fixture.wire.awaitNoConnections();
  }

  /** Closing is idempotent. */
  @Test
  public void closingAgainGivesTheSameReport() {
    fixture.exchange(READ);
    ConnectionProvider provider = fixture.provider();
    Background<CloseReport> other = fixture.background(() -> provider.close(Duration.ofSeconds(5)));
    CloseReport report = provider.close(Duration.ofSeconds(5));
    assertThat(other.value(PATIENCE)).isEqualTo(report);
    assertThat(provider.close(Duration.ZERO)).isEqualTo(report);
    provider.close();
    assertEnding(report, Ending.DRAINED);
    fixture.wire.awaitNoConnections();
  }

  /** Closing opens nothing. */
  @Test
  public void closingReportsWhatWasNeverOpened() {
    fixture.connection();
    CloseReport report = fixture.provider().close(Duration.ofSeconds(5));
    assertEnding(report, Ending.NEVER_OPENED);
    assertThat(report.isClean()).isTrue();
    assertThat(fixture.wire.accepted()).as("connections made").isZero();
  }

  /** Uses after close fail with a message of their own. */
  @Test
  public void useAfterCloseSaysThatTheConnectionIsClosed() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.provider().close();

    assertThatThrownBy(() -> fixture.exchange(connection, READ))
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageContaining(NAME);
    assertThatThrownBy(connection::connect).isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(connection::client).isInstanceOf(ConnectionClosedException.class);
    assertThat(connection.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CLOSED);
    assertThat(connection.checkHealth()).isEqualTo(connection.health());
    fixture.wire.awaitNoConnections();
  }

  /** Numbered, legal, complete. */
  @Test
  public void eventsComeInOrderWithoutGaps() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.wire.refuseConnections();
    fixture.wire.cut();
    fixture.time.skip(Duration.ofHours(1));
    connection.checkHealth();
    fixture.wire.heal();
    fixture.eventuallyExchanges(READ);
    fixture.provider().close();

    fixture.events.await(Closed.class::isInstance, PATIENCE);
    fixture.events.assertInOrder();
    assertThat(fixture.events.events(NAME).get(0).sequence()).isEqualTo(1);
    assertThat(fixture.events.states(NAME))
        .startsWith(LifecycleState.CONNECTING, LifecycleState.CONNECTED)
        .endsWith(LifecycleState.DRAINING, LifecycleState.CLOSED);
  }

  private void awaitState(C connection, LifecycleState state) {
    fixture.eventually(
        () -> connection.snapshot().lifecycle().state() == state, "the state is " + state);
  }

  private static void assertEnding(CloseReport report, Ending ending) {
    assertThat(report.connections())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo(NAME);
              assertThat(entry.ending()).as(report.toString()).isEqualTo(ending);
            });
  }
}
