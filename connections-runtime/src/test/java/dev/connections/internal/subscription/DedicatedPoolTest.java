package dev.connections.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.CloseReport;
import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.Phase;
import dev.connections.monitoring.ConnectionEvent.HealthChanged;
import dev.connections.monitoring.ConnectionEvent.LeakSuspected;
import dev.connections.monitoring.DedicatedSnapshot;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DedicatedPoolTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PushPeer peer = new PushPeer();
  private final PushContext context = new PushContext(peer.port());
  private final PushConnection connection = new PushConnection(context);

  DedicatedPoolTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    context.close();
    peer.close();
  }

  private DedicatedSnapshot pool() {
    return connection.snapshot().endpoints().get(0).dedicated().get(0);
  }

  @Test
  void itsResourcesAreOpenedWhenTheyAreNeededAndKept() {
    connection.echo("x");
    assertThat(peer.open()).isOne();
    assertThat(connection.snapshot().endpoints().get(0).dedicated()).isEmpty();

    peer.put("1");
    assertThat(connection.take(SOON)).isEqualTo("1");
    peer.put("2");
    assertThat(connection.take(SOON)).isEqualTo("2");

    assertThat(peer.logins).hasSize(2);
    assertThat(pool()).isEqualTo(new DedicatedSnapshot("blocking", 2, 0, 0, 1, 0));
  }

  @Test
  void whatBlocksThereTakesNoPlaceOfTheSharedClient() {
    CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> connection.take(SOON));
    CompletableFuture<String> two = CompletableFuture.supplyAsync(() -> connection.take(SOON));
    Await.until("both wait", () -> peer.takers.get() == 2);

    assertThat(connection.snapshot().endpoints().get(0).inFlight()).isZero();
    assertThat(pool().inFlight()).isEqualTo(2);
    assertThat(connection.echo("meanwhile")).isEqualTo("meanwhile");

    peer.put("1");
    peer.put("2");
    assertThat(one.join() + two.join()).isIn("12", "21");
  }

  @Test
  void whoFindsAllInUseWaitsForTheAcquireTimeoutAndIsToldWhoHasThem() {
    try (DedicatedLease<PushClient> one = connection.lease("blocking");
        DedicatedLease<PushClient> two = connection.lease("blocking")) {
      assertThatThrownBy(() -> connection.lease("blocking"))
          .isInstanceOf(AcquireTimeoutException.class)
          .hasMessageContaining("Timed out waiting for a permit of the dedicated pool 'blocking'")
          .hasMessageContaining("'lease' for")
          .hasMessageContaining("make the dedicated pool 'blocking' larger");
      Await.until(
          "health names the pool and its size",
          () ->
              context.events.stream()
                  .filter(HealthChanged.class::isInstance)
                  .map(event -> String.valueOf(((HealthChanged) event).problem()))
                  .anyMatch(
                      problem ->
                          problem.startsWith(
                              "dedicated pool 'blocking' exhausted: 2 of 2 permits in use")));
      assertThat(one.resource()).isNotSameAs(two.resource());
      Await.until(
          "leases that are held too long are told",
          () -> context.events.stream().filter(LeakSuspected.class::isInstance).count() == 2);
    }
    assertThat(pool().idle()).isEqualTo(2);
  }

  @Test
  void whatMayBeHeldForLongIsNoLeak() {
    try (DedicatedLease<PushClient> lock = connection.lease("locks");
        DedicatedLease<PushClient> later = connection.lease("blocking")) {
      assertThat(lock.resource()).isNotSameAs(later.resource());
      Await.until(
          "the one that was taken later is told",
          () -> context.events.stream().anyMatch(LeakSuspected.class::isInstance));
    }
    assertThat(context.events.stream().filter(LeakSuspected.class::isInstance)).hasSize(1);
  }

  @Test
  void whatFailedIsNotLentAgain() throws IOException {
    peer.put("1");
    connection.take(SOON);
    DedicatedLease<PushClient> lease = connection.lease("blocking");
    peer.hangUp();

    assertThatThrownBy(
            () -> {
              try {
                lease.resource().ask("echo x", Deadline.after(SOON, context.time()));
              } catch (IOException failure) {
                throw lease.failed(failure, Phase.RECEIVE);
              } finally {
                lease.close();
              }
            })
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("push, operation 'lease': Connection lost");
    assertThat(pool().idle()).isZero();
    assertThat(pool().discarded()).isOne();
    assertThatThrownBy(lease::resource).isInstanceOf(ConnectionClosedException.class);

    peer.put("2");
    Await.until("it is open again", () -> connection.snapshot().lifecycle().generation() == 2);
    assertThat(connection.take(SOON)).isEqualTo("2");
  }

  @Test
  void workThatBlocksBeyondItsDeadlineIsAbortedAndItsResourceClosed() {
    connection.lease("blocking").close(); // opening takes nothing of the deadline
    assertThatThrownBy(() -> connection.take(Duration.ofMillis(200)))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(
            "push, operation 'take': Timed out: the server did not answer in time");

    assertThat(pool().inFlight()).isZero();
    assertThat(pool().discarded()).isOne();
    Await.until("the socket is closed", () -> pool().idle() == 0);
  }

  @Test
  void workThatIgnoresItsDeadlineIsAborted() {
    connection.lease("blocking").close(); // opening takes nothing of the deadline
    assertThatThrownBy(
            () ->
                context
                    .managed()
                    .executeDedicated(
                        "blocking",
                        PushClient.class,
                        Operation.read("stubborn").deadline(Duration.ofMillis(200)),
                        (socket, deadline) ->
                            socket.ask("take", Deadline.after(SOON, context.time()))))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("push, operation 'stubborn'");

    assertThat(pool().inFlight()).isZero();
    assertThat(pool().discarded()).isOne();
    assertThat(connection.echo("well")).isEqualTo("well");
  }

  @Test
  void aReplacedClientHasResourcesOfItsOwn() {
    peer.put("1");
    connection.take(SOON);
    assertThat(peer.open()).isEqualTo(2);

    context.managed().recreate("because");

    Await.until("the former ones are closed", () -> peer.open() == 1);
    peer.put("2");
    assertThat(connection.take(SOON)).isEqualTo("2");
    assertThat(peer.open()).isEqualTo(2);
  }

  @Test
  void closingWaitsForWhoHasOneAndClosesTheOthers() {
    connection.lease("blocking").close();
    CompletableFuture<String> taking = CompletableFuture.supplyAsync(() -> connection.take(SOON));
    Await.until("it waits", () -> peer.takers.get() == 1);

    CompletableFuture<CloseReport.Entry> report =
        CompletableFuture.supplyAsync(
            () -> context.managed().close(Deadline.after(SOON, context.time())));
    Await.until(
        "nobody else is let in",
        () -> connection.snapshot().lifecycle().state().name().equals("DRAINING"));
    assertThatThrownBy(() -> connection.lease("blocking"))
        .isInstanceOf(ConnectionClosedException.class);
    peer.put("1");

    assertThat(taking.join()).isEqualTo("1");
    assertThat(report.join().ending()).isEqualTo(CloseReport.Ending.DRAINED);
    Await.until("all sockets are closed", () -> peer.open() == 0);
  }

  @Test
  void aLeaseThatIsNotClosedInTimeIsAbortedAndReported() {
    DedicatedLease<PushClient> lease = connection.lease("blocking");

    CloseReport.Entry report =
        context.managed().close(Deadline.after(Duration.ofMillis(50), context.time()));

    assertThat(report.ending()).isEqualTo(CloseReport.Ending.ABORTED);
    assertThat(report.aborted()).extracting(holder -> holder.operation()).containsExactly("lease");
    Await.until("its socket is closed", () -> peer.open() == 0);
    lease.close();
  }

  @Test
  void aTypeThatAsksForAPoolItDoesNotHaveIsToldSo() {
    assertThatThrownBy(() -> connection.lease("blokcing"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No dedicated pool 'blokcing': the connection type has only [blocking, locks]");
    assertThat(connection.snapshot().operations().inFlight()).isZero();
  }
}
