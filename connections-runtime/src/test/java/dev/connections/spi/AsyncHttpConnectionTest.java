package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connections.Operation;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An asynchronous client against a real server. */
@Timeout(60)
class AsyncHttpConnectionTest {

  private static final Operation READ = Operation.read("get");

  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService serving = Executors.newCachedThreadPool();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final TestContext context = new TestContext();
  private final AsyncHttpConnection connection;

  AsyncHttpConnectionTest() throws IOException {
    server.setExecutor(serving);
    server.createContext("/", exchange -> answer(exchange, exchange.getRequestURI().getPath()));
    server.createContext(
        "/slow",
        exchange -> {
          Await.until("released", () -> release.getCount() == 0);
          answer(exchange, "late");
        });
    server.start();
    connection =
        new AsyncHttpConnection(
            context, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @AfterEach
  void stop() {
    release.countDown();
    context.close();
    server.stop(0);
    serving.shutdownNow();
  }

  private void awaitIdle() {
    Await.until("idle", () -> connection.snapshot().operations().inFlight() == 0);
  }

  /** A busy machine may need longer than an opening has for the first request of its life. */
  private void connect() {
    Await.until(
        "open",
        () -> {
          try {
            connection.connect();
            return true;
          } catch (DeadlineExceededException busy) {
            return false;
          }
        });
  }

  @Test
  void manyAnswersAreAwaitedAtOnceWithoutAThreadForEach() throws Exception {
    connect();
    List<CompletableFuture<String>> slow =
        Stream.generate(() -> connection.get(READ, "/slow")).limit(30).toList();

    assertThat(connection.snapshot().operations().inFlight()).isEqualTo(30);
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads that asynchronous calls of this connection run on")
        .noneMatch(thread -> thread.getName().startsWith("connections-echo-"));
    release.countDown();
    for (CompletableFuture<String> each : slow) {
      assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo("late");
    }
    awaitIdle();
  }

  @Test
  void whatTheProbeHasAnsweredIsKnown() throws Exception {
    connect();
    assertThat(connection.get(READ, "/first").get(20, TimeUnit.SECONDS)).isEqualTo("/first");
    assertThat(connection.snapshot().server())
        .isEqualTo(new ServerMetadata("/probe", null, null, null, Map.of()));
  }

  @Test
  void anAnswerThatDoesNotComeFailsAtTheDeadline() {
    connect();
    Duration soon = Duration.ofMillis(100);

    assertThatThrownBy(() -> connection.get(READ.deadline(soon), "/slow").get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(
            () ->
                connection
                    .get(Operation.nonIdempotent("post").deadline(soon), "/slow")
                    .get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OutcomeUnknownException.class);
    awaitIdle();
  }

  @Test
  void cancelingEndsTheExchange() {
    connect();
    CompletableFuture<String> call = connection.get(READ, "/slow");

    call.cancel(true);

    awaitIdle();
    assertThat(call).isCancelled();
  }

  @Test
  void anOutageIsAFailureOfTheConnection() {
    connect();
    server.stop(0);

    assertThatThrownBy(() -> connection.get(READ, "/gone").get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TransientConnectionException.class);
    awaitIdle();
  }
}
