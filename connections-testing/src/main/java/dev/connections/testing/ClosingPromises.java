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

/** What is promised of closing. */
final class ClosingPromises<C extends ManagedConnection<?>> {

  private final ContractFixture<C> fixture;

  ClosingPromises(ContractFixture<C> fixture) {
    this.fixture = fixture;
  }

  void lettingBorrowersFinishItRefusesNewWork() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    Background<Boolean> borrower = fixture.heldExchange(READ);
    Background<CloseReport> closing =
        fixture.background(() -> fixture.provider().close(Duration.ofSeconds(20)));
    awaitState(connection, LifecycleState.DRAINING);

    assertThatThrownBy(() -> fixture.exchange(connection, READ))
        .isInstanceOf(ConnectionClosedException.class);
    assertThat(borrower.isDone()).as("the borrower is disturbed").isFalse();
    assertThat(closing.isDone()).as("closing waits for nobody").isFalse();

    fixture.proxy.heal();
    assertThat(borrower.value(PATIENCE)).isTrue();
    CloseReport report = closing.value(PATIENCE);
    assertThat(report.isClean()).as(report.toString()).isTrue();
    assertEnding(report, Ending.DRAINED);
    fixture.proxy.awaitConnections(0);
  }

  void wakesThoseWhoWait() {
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

    fixture.proxy.heal();
    borrower.value(PATIENCE);
    assertThat(closing.value(PATIENCE).isClean()).isTrue();
  }

  void breaksOffWhatDoesNotFinishInTime() {
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
    fixture.proxy.heal();
    fixture.proxy.awaitConnections(0);
  }

  void closingAgainGivesTheSameReport() {
    fixture.exchange(READ);
    ConnectionProvider provider = fixture.provider();
    Background<CloseReport> other = fixture.background(() -> provider.close(Duration.ofSeconds(5)));
    CloseReport report = provider.close(Duration.ofSeconds(5));
    assertThat(other.value(PATIENCE)).isEqualTo(report);
    assertThat(provider.close(Duration.ZERO)).isEqualTo(report);
    provider.close();
    assertEnding(report, Ending.DRAINED);
    fixture.proxy.awaitConnections(0);
  }

  void whatWasNeverOpenedIsReportedSo() {
    fixture.connection();
    CloseReport report = fixture.provider().close(Duration.ofSeconds(5));
    assertEnding(report, Ending.NEVER_OPENED);
    assertThat(report.isClean()).isTrue();
    assertThat(fixture.proxy.statistics().accepted()).as("connections made").isZero();
  }

  void usingItAfterwardsSaysThatItIsClosed() {
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
    fixture.proxy.awaitConnections(0);
  }

  void eventsComeInOrderWithoutGaps() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.proxy.refuse();
    fixture.proxy.cut();
    fixture.time.skip(Duration.ofHours(1));
    connection.checkHealth();
    fixture.proxy.heal();
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
