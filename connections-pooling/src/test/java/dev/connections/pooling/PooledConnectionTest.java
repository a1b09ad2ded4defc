package dev.connections.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Lease;
import dev.connections.Operation;
import dev.connections.Result;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PooledConnectionTest {

  private static final Operation READ = Operation.read("ask");
  private static final Operation WRITE = Operation.nonIdempotent("tell");

  private final EchoPeer peer = new EchoPeer();
  private final EchoProvider provider = new EchoProvider(peer.port(), "maxSize: 4");
  private final ExecutorService threads = TestThreads.pool();
  private final EchoConnection echo = provider.connection();

  PooledConnectionTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    provider.close();
    peer.close();
    threads.shutdownNow();
  }

  private PoolStatistics pool() {
    return java.util.Objects.requireNonNull(echo.snapshot().pool());
  }

  @Test
  void eightThreadsTimesTwoThousandExchangesGetAllAnswersRight() throws Exception {
    List<Future<Integer>> workers = new ArrayList<>();
    for (int worker = 0; worker < 8; worker++) {
      String mine = "w" + worker + "-";
      workers.add(
          threads.submit(
              () -> {
                int right = 0;
                for (int round = 0; round < 2_000; round++) {
                  String sent = mine + round;
                  String answer = echo.execute(READ, socket -> socket.echo(sent));
                  right += answer.equals(sent) ? 1 : 0;
                }
                return right;
              }));
    }
    for (Future<Integer> worker : workers) {
      assertThat(worker.get()).isEqualTo(2_000);
    }
    assertThat(peer.accepted.get()).isLessThanOrEqualTo(4);
    assertThat(echo.snapshot().operations().succeeded()).isEqualTo(16_000);
    assertThat(pool().active()).isZero();
    assertThat(echo.resets.get()).isEqualTo(16_000);
  }

  @Test
  void theDeadlineCancelsABlockedReadWithinATickAndNothingLeaks() {
    echo.connect();
    long begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                echo.execute(
                    READ.attemptTimeout(Duration.ofMillis(200)), socket -> socket.ask("hang")))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            late -> assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN));

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(pool().total()).as("the cancelled one is gone").isZero();
    Await.until("hung up", () -> peer.open() == 0);
    assertThat(echo.snapshot().operations().inFlight()).isZero();
    assertThat(echo.<String>execute(READ, socket -> socket.echo("x"))).isEqualTo("x");
  }

  @Test
  void aHangingWriteIsAnUnknownOutcome() {
    assertThatThrownBy(
            () ->
                echo.run(
                    WRITE.attemptTimeout(Duration.ofMillis(100)), socket -> socket.ask("hang")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void aFallbackStandsInForALostReadAndNeverForAWriteThatMayHaveBeenApplied() throws IOException {
    Duration brief = Duration.ofMillis(100);
    assertThat(
            echo.withFallback(
                () -> echo.<String>execute(READ.attemptTimeout(brief), at -> at.ask("hang")),
                failure -> "an old value"))
        .isEqualTo("an old value");
    for (Operation write : List.of(WRITE, Operation.idempotent("set"))) {
      assertThatThrownBy(
              () ->
                  echo.withFallback(
                      () -> echo.<String>execute(write.attemptTimeout(brief), at -> at.ask("hang")),
                      failure -> "not applied"))
          .isInstanceOfSatisfying(
              ConnectionException.class,
              seen -> {
                assertThat(seen.outcome()).isEqualTo(Outcome.UNKNOWN);
                assertThat(seen.mayHaveBeenApplied()).isTrue();
              });
    }
    assertThat(echo.snapshot().operations().fallbacks()).isEqualTo(1);

    peer.stop();
    assertThat(
            echo.withFallback(
                () -> echo.<String>execute(WRITE, at -> at.echo("x")), failure -> "not sent"))
        .isEqualTo("not sent");
  }

  @Test
  void aBrokenResourceIsDiscardedAndTheNextUseGetsAFreshOne() {
    assertThatThrownBy(() -> echo.execute(READ, socket -> socket.ask("drop")))
        .isInstanceOf(TransientConnectionException.class);

    assertThat(pool().total()).isZero();
    assertThat(echo.<String>execute(READ, socket -> socket.echo("x"))).isEqualTo("x");
    Await.until("believed again", () -> echo.health().status() == HealthStatus.UP);
    assertThat(echo.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
  }

  @Test
  void whatTheWorkLeavesOnTheWireIsNeverReadByTheNextUser() {
    assertThatThrownBy(
            () ->
                echo.run(
                    WRITE,
                    socket -> {
                      socket.send("echo yours");
                      throw new IllegalStateException("a bug between request and answer");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(echo.<String>execute(READ, socket -> socket.echo("mine"))).isEqualTo("mine");

    try (Lease<EchoSocket> lease = echo.lease(READ)) {
      lease.resource().send("echo yours");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    assertThat(echo.<String>execute(READ, socket -> socket.echo("mine"))).isEqualTo("mine");
  }

  @Test
  void anAnsweredFailureKeepsTheResourceAndIsProofOnlyForAFirstExchange() {
    assertThatThrownBy(() -> echo.run(WRITE, socket -> socket.ask("busy")))
        .isInstanceOfSatisfying(
            TransientConnectionException.class,
            busy -> assertThat(busy.outcome()).isEqualTo(Outcome.NOT_APPLIED));
    assertThat(pool().idle()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                echo.run(
                    WRITE,
                    socket -> {
                      socket.echo("first");
                      socket.ask("busy");
                    }))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void aLeaseOutlivesTheCallAndIsRefusedOnceClosed() throws IOException {
    Lease<EchoSocket> lease = echo.lease(READ.deadline(Duration.ofSeconds(1)));
    assertThat(lease.resource().echo("a")).isEqualTo("a");
    assertThat(echo.snapshot().holders()).extracting("operation").containsExactly("ask");
    lease.close();
    lease.close();

    assertThatThrownBy(lease::resource).isInstanceOf(ConnectionClosedException.class);
    assertThat(pool().idle()).isEqualTo(1);
    assertThat(echo.snapshot().holders()).isEmpty();
  }

  @Test
  void closingTheConnectionBreaksOffALeaseThatDoesNotComeBack() {
    Lease<EchoSocket> lease = echo.lease(READ);
    provider.close(Duration.ofMillis(50));

    assertThatThrownBy(lease::resource).isInstanceOf(ConnectionClosedException.class);
    Await.until("hung up", () -> peer.open() == 0);
    lease.close();
    assertThatThrownBy(() -> echo.lease(READ)).isInstanceOf(ConnectionClosedException.class);
  }

  @Test
  void aStoppedServerIsBrokenAndDownAndOnceItIsBackSoIsTheConnection() throws Exception {
    assertThat(echo.<String>execute(READ, socket -> socket.echo("before"))).isEqualTo("before");
    peer.stop();

    assertThat(echo.tryExecute(READ, socket -> socket.echo("during")))
        .isInstanceOf(Result.Failure.class);
    Await.until("down", () -> echo.health().status() == HealthStatus.DOWN);
    assertThat(echo.snapshot().lifecycle().state()).isEqualTo(LifecycleState.BROKEN);
    assertThatThrownBy(() -> echo.run(READ, socket -> socket.echo("still down")))
        .isInstanceOfSatisfying(
            ConnectionException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT));

    peer.start();
    assertThat(echo.<String>execute(READ, socket -> socket.echo("after"))).isEqualTo("after");
    assertThat(echo.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
    assertThat(echo.snapshot().lifecycle().generation()).isEqualTo(2);
    assertThat(echo.health().status()).isEqualTo(HealthStatus.UP);
    Await.until(
        "heard of it",
        () ->
            provider.events.stream()
                .anyMatch(
                    event ->
                        event instanceof ConnectionEvent.HealthChanged change
                            && change.to() == HealthStatus.UP
                            && change.from() == HealthStatus.DOWN));
    List<ConnectionEvent> heard = List.copyOf(provider.events);
    assertThat(heard)
        .extracting(ConnectionEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, heard.size()).boxed().toList());
  }

  @Test
  void aProbeFindsOutThatTheServerIsBackWithoutTraffic() throws Exception {
    echo.connect();
    peer.stop();
    assertThat(echo.checkHealth().status()).isEqualTo(HealthStatus.DOWN);
    peer.start();
    assertThat(echo.checkHealth().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void idleResourcesThatTheServerHungUpOnAreReplacedUnseen() throws Exception {
    echo.execute(READ, socket -> socket.echo("a"));
    peer.stop();
    peer.start();
    long begun = System.nanoTime();
    Await.until(
        "no longer trusted", () -> System.nanoTime() - begun > Duration.ofMillis(600).toNanos());

    assertThat(echo.<String>execute(READ, socket -> socket.echo("b"))).isEqualTo("b");
    assertThat(echo.snapshot().operations().failed()).isZero();
  }

  @Test
  void tooOldResourcesAreReplacedAndMinIdleIsKeptReady() {
    EchoProvider other =
        new EchoProvider(
            peer.port(), "maxSize: 4", "minIdle: 2", "maxIdle: 1m", "maxLifetime: 200ms");
    other.connection().connect();
    int first = peer.accepted.get();
    Await.until("several generations", () -> peer.accepted.get() > first + 4);
    Await.until("two ready", () -> peer.open() == 2);
    other.close();
    Await.until("nothing left", () -> peer.open() == 0);
  }

  @Test
  void aPoolSmallerThanItsPermitsSaysWhoHasItsResourcesAndWhoGotNone() throws Exception {
    String two = "bulkhead: {maxConcurrent: 2,maxWaiting: 0}";
    try (EchoProvider roomy = new EchoProvider(peer.port(), "maxSize: 1", two)) {
      EchoConnection small = roomy.connection();
      threads.submit(() -> small.lease(Operation.read("holder"))).get();

      assertThatThrownBy(
              () -> small.execute(READ.attemptTimeout(Duration.ofMillis(200)), socket -> "never"))
          .hasMessageStartingWith("[acquire-timeout] echo, operation 'ask': ")
          .hasMessageContaining("'holder'")
          .isInstanceOfSatisfying(
              AcquireTimeoutException.class,
              seen -> {
                assertThat(seen.diagnosis().endpoint()).isEqualTo("primary");
                assertThat(seen.diagnosis().attempts()).isEqualTo(1);
                assertThat(seen.diagnosis().state()).contains("permits 2 of 2", "pool 1 active");
                assertThat(seen.diagnosis().notRetried()).isNotBlank();
                assertThat(seen.diagnosis().nextStep()).contains("maxSize");
                assertThat(seen).hasStackTraceContaining("ResourcePool.borrow");
              });
    }
  }
}
