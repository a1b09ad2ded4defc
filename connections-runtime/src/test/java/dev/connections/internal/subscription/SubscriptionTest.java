package dev.connections.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.LeakSuspected;
import dev.connections.monitoring.ConnectionEvent.SubscriptionChanged;
import dev.connections.monitoring.ConnectionEvent.SubscriptionHandlerFailed;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.spi.Permit;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.spi.uses.SubscriptionSource;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PushPeer peer = new PushPeer();
  private final PushPeer standby = new PushPeer();
  private final PushContext context = new PushContext(peer.port(), standby.port());
  private final PushConnection connection = new PushConnection(context);
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch handling = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  SubscriptionTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    released.countDown();
    context.close();
    peer.close();
    standby.close();
  }

  private ManagedSubscription listening() {
    ManagedSubscription orders = connection.listen("orders", received::add);
    orders.awaitActive(SOON);
    return orders;
  }

  /** A subscription whose handler is busy with the message {@code first} until it is released. */
  private ManagedSubscription busy() {
    ManagedSubscription orders =
        connection.listen(
            "orders",
            message -> {
              handling.countDown();
              awaitUninterruptibly(released);
              received.add(message);
            });
    orders.awaitActive(SOON);
    peer.publish("orders", "first");
    awaitUninterruptibly(handling);
    return orders;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReceived(String message) {
    Await.until(message + " is received", () -> received.contains(message));
  }

  private void awaitReopened(ManagedSubscription orders, long openings) {
    Await.until(
        "it is open for the time " + openings,
        () ->
            orders.snapshot().openings() >= openings && orders.state() == SubscriptionState.ACTIVE);
  }

  private CloseReport.Entry closeConnection(Duration patience) {
    return context.managed().close(Deadline.after(patience, context.time()));
  }

  private <T extends ConnectionEvent> List<T> events(Class<T> type) {
    return context.events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void whatIsPublishedIsHandledInItsOrder() {
    ManagedSubscription orders = listening();

    peer.publish("orders", "1");
    peer.publish("orders", "2");
    peer.publish("orders", "3");

    awaitReceived("3");
    assertThat(received).containsExactly("1", "2", "3");
    Await.until("counted", () -> orders.snapshot().handled() == 3);
    assertThat(connection.snapshot().subscriptions()).containsExactly(orders.snapshot());
    assertThat(orders.snapshot().endpoint()).isEqualTo("primary");
  }

  @Test
  void itOccupiesNoPlaceAndRaisesNoLeakAlarm() {
    listening();
    connection.listen("invoices", received::add).awaitActive(SOON);
    connection.listen("parcels", received::add).awaitActive(SOON);

    assertThat(connection.snapshot().operations().inFlight()).isZero();
    try (Permit<?> permit = context.managed().admit(Operation.read("held too long"))) {
      Await.until(
          "the alarm for the permit",
          () -> !events(LeakSuspected.class).isEmpty() && permit.endpoint() != null);
    }
    assertThat(events(LeakSuspected.class))
        .extracting(leak -> leak.holder().operation())
        .containsExactly("held too long");
  }

  @Test
  void itIsOpenedAgainAfterTheConnectionBroke() throws IOException {
    ManagedSubscription orders = listening();

    peer.hangUp();
    awaitReopened(orders, 2);

    String endpoint = orders.snapshot().endpoint();
    ("primary".equals(endpoint) ? peer : standby).publish("orders", "after");
    awaitReceived("after");
    assertThat(events(SubscriptionChanged.class))
        .extracting(SubscriptionChanged::to)
        .startsWith(
            SubscriptionState.ACTIVE, SubscriptionState.RECONNECTING, SubscriptionState.ACTIVE);
    assertThat(events(SubscriptionChanged.class)).noneMatch(SubscriptionChanged::planned);
  }

  @Test
  void itFollowsAFailover() throws IOException {
    ManagedSubscription orders = listening();

    peer.close();
    Await.until("it is open at the standby", () -> "standby".equals(orders.snapshot().endpoint()));

    standby.publish("orders", "from the standby");
    awaitReceived("from the standby");
  }

  @Test
  void itMovesWhenAnOperatorSwitchesAndLeavesNothingBehind() {
    ManagedSubscription orders = listening();

    context.managed().switchTo("standby", "maintenance");
    awaitReopened(orders, 2);

    assertThat(standby.subscribers("orders")).isOne();
    Await.until("the former one is left", () -> peer.subscribers("orders") == 0);
  }

  @Test
  void itMovesToAReplacedClientOnceTheOldOneIsLeft() {
    ManagedSubscription orders = listening();

    context.managed().recreate("because");
    awaitReopened(orders, 2);

    Await.until("the old client is closed", () -> peer.open() == 1);
    assertThat(peer.subscribers("orders")).isOne();
    peer.publish("orders", "to the new client");
    awaitReceived("to the new client");
    assertThat(received).containsExactly("to the new client");
    assertThat(events(SubscriptionChanged.class))
        .filteredOn(change -> change.to() == SubscriptionState.RECONNECTING)
        .isNotEmpty()
        .allMatch(SubscriptionChanged::planned);
  }

  @Test
  void itIsOpenedAgainWithARotatedSecret() {
    ManagedSubscription orders = listening();
    peer.password = "new";
    standby.password = "new";

    context.managed().replace(context.endpoints("new"));
    awaitReopened(orders, 2);

    assertThat(peer.logins).containsExactly("old", "new");
    peer.publish("orders", "with the new secret");
    awaitReceived("with the new secret");
  }

  @Test
  void theOldClientStaysOpenUntilWhatItReceivedIsHandled() {
    ManagedSubscription orders = busy();

    context.managed().recreate("because");
    awaitReopened(orders, 2);
    assertThat(peer.open()).isEqualTo(2);
    released.countDown();

    awaitReceived("first");
    Await.until("the old client is closed", () -> peer.open() == 1);
  }

  @Test
  void aSlowHandlerDoesNotBlockTheClient() {
    busy();

    assertThat(connection.echo("meanwhile")).isEqualTo("meanwhile");
    assertThat(received).isEmpty();
  }

  @Test
  void closingTheConnectionTakesNothingMoreAndFinishesWhatArrived() {
    ManagedSubscription orders = busy();
    peer.publish("orders", "second");
    Await.until("second has arrived", () -> orders.snapshot().waiting() == 2);

    CompletableFuture<CloseReport.Entry> report =
        CompletableFuture.supplyAsync(() -> closeConnection(SOON));
    Await.until("the server is told", () -> peer.subscribers("orders") == 0);
    assertThat(orders.state()).isEqualTo(SubscriptionState.STOPPING);
    peer.publish("orders", "too late");
    assertThat(report).isNotDone();
    released.countDown();

    assertThat(report.join().ending()).isEqualTo(CloseReport.Ending.DRAINED);
    assertThat(received).containsExactly("first", "second");
    assertThat(orders.state()).isEqualTo(SubscriptionState.CLOSED);
    Await.until("told", () -> !events(ConnectionEvent.Closed.class).isEmpty());
    assertThat(events(SubscriptionChanged.class).get(2).to()).isEqualTo(SubscriptionState.CLOSED);
  }

  @Test
  void whatIsNotHandledByTheDeadlineIsAbortedAndReported() {
    ManagedSubscription orders = busy();
    peer.publish("orders", "second");

    CloseReport.Entry report = closeConnection(Duration.ofMillis(50));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(report.aborted())
        .extracting(holder -> holder.operation())
        .containsExactly("subscription orders");
    assertThat(orders.state()).isEqualTo(SubscriptionState.CLOSED);
    Await.until("the client is closed", () -> peer.open() == 0);
  }

  @Test
  void closingItLeavesTheConnectionOpen() {
    ManagedSubscription orders = busy();
    peer.publish("orders", "second");
    Await.until("second has arrived", () -> orders.snapshot().waiting() == 2);
    released.countDown();

    assertThat(orders.close(SOON)).isTrue();

    assertThat(received).containsExactly("first", "second");
    assertThat(peer.subscribers("orders")).isZero();
    assertThat(connection.snapshot().subscriptions()).isEmpty();
    assertThat(connection.echo("still here")).isEqualTo("still here");
    assertThatThrownBy(() -> orders.awaitActive(SOON))
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageContaining("push, operation 'orders': The subscription was closed");
  }

  @Test
  void closingItDropsWhatWaitsOnceThePatienceIsOver() {
    ManagedSubscription orders = busy();
    peer.publish("orders", "second");
    Await.until("second has arrived", () -> orders.snapshot().waiting() == 2);

    assertThat(orders.close(Duration.ofMillis(50))).isFalse();
    assertThat(orders.state()).isEqualTo(SubscriptionState.CLOSED);
    released.countDown();

    awaitReceived("first");
    assertThat(connection.echo("x")).isEqualTo("x");
    assertThat(received).containsExactly("first");
  }

  @Test
  void itsHandlerMayCloseIt() {
    CompletableFuture<ManagedSubscription> itself = new CompletableFuture<>();
    ManagedSubscription orders =
        connection.listen(
            "orders",
            message -> {
              itself.join().close();
              received.add(message);
            });
    itself.complete(orders);
    orders.awaitActive(SOON);

    peer.publish("orders", "last");

    awaitReceived("last");
    Await.until("closed", () -> orders.state() == SubscriptionState.CLOSED);
  }

  @Test
  void aClosedConnectionRefusesItClearly() {
    connection.echo("x");
    closeConnection(SOON);

    assertThatThrownBy(() -> connection.listen("orders", received::add))
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageContaining("push, operation 'orders': Connection closed or closing");
  }

  @Test
  void whatTheServerRefusesFromTheStartHasFailedForGood() {
    ManagedSubscription nowhere = connection.listen("nowhere", received::add);

    assertThatThrownBy(() -> nowhere.awaitActive(SOON))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("The server refused: no such channel");
    assertThat(nowhere.state()).isEqualTo(SubscriptionState.FAILED);
    assertThat(nowhere.close(SOON)).isTrue();
    assertThat(connection.snapshot().subscriptions()).isEmpty();
  }

  /** The server is UP, and what the connection is there for does not work: an operator saw UP. */
  @Test
  void theConnectionIsDegradedWhileItCannotBeOpenedAgain() throws IOException {
    ManagedSubscription orders = listening();
    peer.closedChannel = "orders";
    standby.closedChannel = "orders";

    peer.hangUp();

    Await.until(
        "health says which and why",
        () -> {
          Health health = connection.snapshot().health();
          return health.status() == HealthStatus.DEGRADED
              && String.valueOf(health.problem()).contains("subscription 'orders' is not active: ")
              && String.valueOf(health.problem()).contains("no such channel");
        });
    assertThat(connection.echo("calls go on")).isEqualTo("calls go on");

    peer.closedChannel = "nowhere";
    standby.closedChannel = "nowhere";
    awaitReopened(orders, 2);
    Await.until(
        "it says no more of it",
        () -> !String.valueOf(connection.snapshot().health().problem()).contains("subscription"));
  }

  @Test
  void itWaitsForAServerThatIsDownAtFirst() throws IOException {
    peer.close();
    standby.close();
    ManagedSubscription orders = connection.listen("orders", received::add);

    Await.until("it knows why", () -> orders.snapshot().problem() != null);
    assertThatThrownBy(() -> orders.awaitActive(Duration.ofMillis(1)))
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining(
            "Timed out waiting for the subscription: it was not active within 1 ms: ");
    assertThat(orders.state()).isEqualTo(SubscriptionState.OPENING);
    assertThat(orders.close(SOON)).isTrue();
  }

  @Test
  void aHandlerThatFailsIsToldOnceAMinuteAndTheNextMessageIsHandled() {
    ManagedSubscription orders =
        connection.listen(
            "orders",
            message -> {
              received.add(message);
              throw new IllegalArgumentException("cannot read " + message);
            });
    orders.awaitActive(SOON);

    peer.publish("orders", "1");
    peer.publish("orders", "2");

    awaitReceived("2");
    Await.until("counted", () -> orders.snapshot().failed() == 2);
    Await.until("told", () -> !events(SubscriptionHandlerFailed.class).isEmpty());
    assertThat(events(SubscriptionHandlerFailed.class))
        .extracting(SubscriptionHandlerFailed::problem)
        .containsExactly("java.lang.IllegalArgumentException: cannot read 1");
  }

  @Test
  void whatDoesNotFitIntoTheBufferIsRefusedAndCounted() {
    List<Boolean> taken = new CopyOnWriteArrayList<>();
    ManagedSubscription few =
        context
            .managed()
            .subscribe(
                "few",
                new SubscriptionSource<Object>() {
                  @Override
                  public OpenSubscription open(
                      Object on, SubscriptionScope scope, Deadline deadline) {
                    taken.add(scope.deliver(() -> awaitUninterruptibly(released)));
                    Await.until("begun", () -> scope.deliver(() -> {}));
                    taken.add(scope.deliver(() -> {}));
                    return () -> {};
                  }

                  @Override
                  public int buffer() {
                    return 1;
                  }
                });
    few.awaitActive(SOON);

    assertThat(taken).containsExactly(true, false);
    assertThat(few.snapshot().rejected()).isPositive();
    released.countDown();
    Await.until("handled", () -> few.snapshot().waiting() == 0);
  }

  @Test
  void aSourceThatIgnoresItsDeadlineIsInterruptedAndAskedAgain() {
    List<Integer> tries = new CopyOnWriteArrayList<>();
    ManagedSubscription slow =
        context
            .managed()
            .subscribe(
                "slow",
                (on, scope, deadline) -> {
                  tries.add(tries.size());
                  if (tries.size() == 1) {
                    new CountDownLatch(1).await();
                  }
                  return () -> {};
                });

    slow.awaitActive(SOON);
    assertThat(tries).hasSize(2);
  }

  @Test
  void closingDoesNotWaitForASourceThatNeverReturns() {
    CountDownLatch asked = new CountDownLatch(1);
    ManagedSubscription stuck =
        context
            .managed()
            .subscribe(
                "stuck",
                (on, scope, deadline) -> {
                  asked.countDown();
                  while (released.getCount() > 0) {
                    Thread.onSpinWait(); // a library that ignores deadline and interrupt
                  }
                  return () -> received.add("closed late");
                });
    awaitUninterruptibly(asked);

    assertThat(stuck.close(Duration.ofMillis(50))).isFalse();
    assertThat(stuck.state()).isEqualTo(SubscriptionState.CLOSED);
    released.countDown();
    awaitReceived("closed late");
  }
}
