package dev.connections.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Lease;
import dev.connections.Operation;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.provider.Connections;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that hangs while its resources are opened or given back. */
@Timeout(60)
@Tag("situation")
class HangingServerTest {

  private static final Operation READ = Operation.read("ask");

  private final EchoPeer peer = new EchoPeer();
  private final ExecutorService threads = TestThreads.pool();
  private final ConnectionProvider provider =
      Connections.builder()
          .register(GatedConnection.TYPE, GatedConnection::new, EchoSettings::bind)
          .configuration(
              ConnectionsConfiguration.ofText(
                  "gated.yaml",
                  """
                  defaults:
                    timeouts: {total: 40s, attempt: 30s, acquire: 5s, connect: 30s, health: 1s, drain: 5s}
                    retry: {maxAttempts: 1}
                  connections:
                    gated: {type: Gated, port: %1$d, maxSize: 3, minIdle: 1, maxLifetime: 400ms}
                    other: {type: Gated, port: %1$d, maxSize: 3, minIdle: 2}
                  """
                      .formatted(peer.port())))
          .open();
  private final GatedConnection gated = provider.get("gated", GatedConnection.class);

  HangingServerTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    gated.gate.countDown();
    provider.close(Duration.ofSeconds(1));
    peer.close();
    threads.shutdownNow();
  }

  private static PoolStatistics pool(GatedConnection of) {
    return Objects.requireNonNull(of.snapshot().pool());
  }

  @Test
  void whatHangsWhileAResourceIsMadeFitAgainIsCanceledAtTheDeadlineOfItsCall() throws Exception {
    gated.connect();
    gated.reset = "hang";

    Future<String> answer =
        threads.submit(
            () ->
                gated.execute(
                    READ.attemptTimeout(Duration.ofMillis(200)), socket -> socket.echo("mine")));

    assertThat(answer.get(10, TimeUnit.SECONDS)).as("the work had succeeded").isEqualTo("mine");
    gated.reset = "ping";
    assertThat(gated.<String>execute(READ, socket -> socket.echo("next"))).isEqualTo("next");
  }

  @Test
  void aLeaseWhoseReturnHangsIsAbortedWithItsConnection() throws Exception {
    Lease<EchoSocket> lease = gated.lease(READ);
    gated.reset = "hang";
    Future<?> returning = threads.submit(lease::close);
    Await.until("is being given back", () -> !isUsable(lease));

    provider.close(Duration.ofMillis(200));

    assertThat(returning.get(10, TimeUnit.SECONDS)).isNull();
    Await.until("hung up", () -> peer.open() == 0);
  }

  private static boolean isUsable(Lease<EchoSocket> lease) {
    try {
      return lease.resource() != null;
    } catch (RuntimeException closed) {
      return false;
    }
  }

  /** Commons Pool has one thread for the upkeep of all pools; see also redis/jedis#561. */
  @Test
  void aServerThatHangsDoesNotKeepOtherPoolsFromWhatTheyKeepReady() throws Exception {
    gated.connect();
    gated.gate = new CountDownLatch(1);
    assertThat(gated.waiting.await(10, TimeUnit.SECONDS)).as("its upkeep hangs").isTrue();
    GatedConnection other = provider.get("other", GatedConnection.class);

    other.connect();

    Await.until("both are ready at once", () -> pool(other).idle() == 2);
  }

  /** apache/commons-pool#454: a place that is abandoned is replaced by whoever abandons it. */
  @Test
  void nobodyWaitsForTheResourceThatTakesThePlaceOfAnAbandonedOne() throws Exception {
    GatedConnection other = provider.get("other", GatedConnection.class);
    other.connect();
    Await.until("ready", () -> pool(other).idle() == 2);
    CountDownLatch end = new CountDownLatch(1);
    try {
      CompletableFuture<Object> answer =
          other.executeAsync(
              READ.attemptTimeout(Duration.ofMillis(200)),
              socket -> {
                other.gate = new CountDownLatch(1);
                awaitIgnoringInterrupts(end);
                return "late";
              });

      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DeadlineExceededException.class);
    } finally {
      end.countDown();
      other.gate.countDown();
    }
  }

  private static void awaitIgnoringInterrupts(CountDownLatch end) {
    while (end.getCount() > 0) {
      Thread.onSpinWait();
    }
  }
}
