package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.connections.ConnectionProvider;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the {@linkplain FaultMatrixTest fault matrix} against a real nginx, if there is one. */
@Tag("situation")
@Timeout(60)
class NginxTest {

  private static final int POSTS = 60;
  private static final MatrixRun RUN = new MatrixRun(request -> request);
  private static @Nullable Nginx nginx;

  @BeforeAll
  static void start() throws Exception {
    Optional<Nginx> started = Nginx.start();
    assumeTrue(started.isPresent(), "nginx is not installed: no such program in PATH");
    nginx = started.get();
  }

  @AfterAll
  static void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
  }

  private static Nginx nginx() {
    return Objects.requireNonNull(nginx);
  }

  static Stream<FaultRow> answers() {
    return FaultRow.table(
        """
        | fault          | GET                       | HEAD | PUT, DELETE, keyed POST   | POST, PATCH                 |
        |---|---|---|---|---|
        | nothing-behind | transient UNKNOWN 3/3     | =    | =                         | outcome-unknown UNKNOWN 1/1 |
        | silence-behind | transient UNKNOWN 3/3     | =    | =                         | outcome-unknown UNKNOWN 1/1 |
        | closed         | transient UNKNOWN 3/3     | =    | =                         | outcome-unknown UNKNOWN 1/1 |
        | busy           | transient NOT_APPLIED 1/1 | =    | =                         | =                           |
        | moved          | succeeds 1/1              | =    | permanent NOT_APPLIED 1/1 | =                           |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void answers(FaultRow row) throws Exception {
    AtomicInteger cell = new AtomicInteger();
    RUN.check(row, () -> nginx().at("/" + row.fault() + "/" + cell.incrementAndGet()));
    Await.until("no open socket", () -> nginx().openSockets() == 0);
  }

  /** psf/requests#2422: nginx answers before the body has left, and closes then. */
  @Test
  void aBodyThatIsTooLongIsAnsweredAndNotSentAgain() throws Exception {
    try (ConnectionProvider provider = MatrixRun.open(nginx().at("/small/1"))) {
      PermanentConnectionException failure =
          catchThrowableOfType(
              PermanentConnectionException.class,
              () ->
                  provider
                      .get("shop", RestConnection.class)
                      .send(
                          RestRequest.post("/orders").body(new byte[8 << 20], "application/zip")));

      assertThat(failure).hasMessageContaining("413");
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(nginx().requests("/small/1/")).isEqualTo(1);
    }
  }

  /**
   * wvlet/airframe#3421, apache/maven-resolver#1256, openjdk/jdk#20442: GOAWAY after n requests. A
   * body on whose way the connection ends may have arrived, as far as OkHttp knows.
   */
  @Test
  void noPostIsDoneTwiceThoughEachConnectionTakesThree() throws Exception {
    ExecutorService threads = TestThreads.pool();
    try (ConnectionProvider provider =
        ShopProvider.open(
            nginx().streamPort(),
            "http: {http2PriorKnowledge: true}",
            "healthPath: /health",
            "retry: {base: 1ms, maxAttempts: 20, budget: {ratio: 100%, perSecond: 1000}}")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      Map<Integer, Future<?>> calls = new HashMap<>();
      for (int id = 0; id < POSTS; id++) {
        RestRequest post = RestRequest.post("/goaway/{id}").path("id", id).body(1);
        calls.put(id, threads.submit(() -> shop.send(post)));
      }
      int done = 0;
      for (Map.Entry<Integer, Future<?>> call : calls.entrySet()) {
        boolean succeeded = succeeds(call.getValue());
        int requests = nginx().requests("/api/goaway/" + call.getKey() + " ");
        assertThat(requests).isBetween(succeeded ? 1 : 0, 1);
        done += succeeded ? 1 : 0;
      }
      assertThat(done).as("most are answered").isGreaterThan(POSTS / 2);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean succeeds(Future<?> call) throws Exception {
    try {
      call.get();
      return true;
    } catch (ExecutionException failed) {
      assertThat(failed.getCause()).isInstanceOf(OutcomeUnknownException.class);
      return false;
    }
  }
}
