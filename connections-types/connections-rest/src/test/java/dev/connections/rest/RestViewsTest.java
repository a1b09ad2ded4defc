package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs once a call, and what runs around each attempt. */
@Timeout(60)
class RestViewsTest {

  private final MockWebServer server = new MockWebServer();
  private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<RecordedRequest> seen = new LinkedBlockingQueue<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private ConnectionProvider provider;
  private RestConnection shop;

  @BeforeEach
  void open() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("HEAD")) {
              return new MockResponse.Builder().build(); // of a probe
            }
            seen.add(request);
            return Objects.requireNonNull(answers.poll(), "nothing is left to answer");
          }
        });
    server.start();
    provider =
        ShopProvider.open(
            server.getPort(), "headers: { X-Tenant: graz }", "retry: { base: 1ms, cap: 2ms }");
    shop = provider.get("shop", RestConnection.class);
    shop.connect();
  }

  @AfterEach
  void close() {
    provider.close(Duration.ofSeconds(2));
    server.close();
  }

  private void answer(int status, String body) {
    answers.add(new MockResponse.Builder().code(status).body(body).build());
  }

  private Interceptor logging(String name) {
    return chain -> {
      log.add(name + " sends " + chain.request().header("X-Tenant"));
      try {
        Response response = chain.proceed(chain.request());
        log.add(name + " got " + response.code());
        return response;
      } catch (IOException failure) {
        log.add(name + " failed");
        throw failure;
      }
    };
  }

  @Test
  void requestsAreChangedOnceACallInTheOrderInWhichTheChangesWereAdded() throws Exception {
    answer(503, "");
    answer(200, "fine");
    List<String> changes = new ArrayList<>();
    RestConnection changed =
        shop.withRequests(
                request -> {
                  changes.add("first");
                  return request.header("X-Call", "1");
                })
            .withRequests(
                request -> {
                  changes.add("second");
                  return request.query("call", 2);
                });

    assertThat(changed.get("/a", String.class)).isEqualTo("fine");
    assertThat(changes).containsExactly("first", "second");
    for (int attempt = 0; attempt < 2; attempt++) {
      RecordedRequest sent = seen.take();
      assertThat(sent.getHeaders().get("X-Call")).isEqualTo("1");
      assertThat(sent.getTarget()).isEqualTo("/api/a?call=2");
    }
  }

  @Test
  void theConnectionItselfIsNotChanged() throws Exception {
    RestConnection unused = shop.withRequests(request -> request.header("X-Call", "1"));
    RestConnection other = shop.withInterceptor(logging("other"));
    answer(200, "fine");
    answer(200, "fine");

    assertThat(shop.get("/a", String.class)).isEqualTo("fine");
    assertThat(seen.take().getHeaders().get("X-Call")).isNull();
    assertThat(log).isEmpty();
    assertThat(other.get("/a", String.class)).isEqualTo("fine");
    assertThat(log).hasSize(2);
    assertThat(unused.name()).isEqualTo("shop");
  }

  @Test
  void interceptorsRunAroundEachAttemptAndSeeNoHeaderOfTheConnection() throws Exception {
    answer(503, "");
    answer(200, "fine");
    RestConnection watched =
        shop.withInterceptor(logging("outer")).withInterceptor(logging("inner"));

    assertThat(watched.get("/a", String.class)).isEqualTo("fine");
    assertThat(log)
        .containsExactly(
            "outer sends null",
            "inner sends null",
            "inner got 503",
            "outer got 503",
            "outer sends null",
            "inner sends null",
            "inner got 200",
            "outer got 200");
    assertThat(seen.take().getHeaders().get("X-Tenant")).isEqualTo("graz");
  }

  @Test
  void whatAnInterceptorChangesIsSentAndWhatItAnswersCounts() throws Exception {
    RestConnection changed =
        shop.withInterceptor(
            chain ->
                chain
                    .proceed(chain.request().newBuilder().header("X-Attempt", "yes").build())
                    .newBuilder()
                    .code(404)
                    .build());
    answer(200, "fine");

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> changed.get("/a", String.class))
        .satisfies(
            failure ->
                assertThat(failure.detail(HttpAnswer.class).map(HttpAnswer::status)).contains(404));
    assertThat(seen.take().getHeaders().get("X-Attempt")).isEqualTo("yes");
  }

  @Test
  void whatAnInterceptorThrowsOfItsOwnEndsTheCallAndBlamesNoServer() throws Exception {
    RestConnection strict =
        shop.withInterceptor(
            chain -> {
              throw new IOException("no tenant");
            });

    assertThatExceptionOfType(PermanentConnectionException.class)
        .isThrownBy(() -> strict.get("/a", String.class))
        .satisfies(
            failure -> {
              assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
              assertThat(failure.diagnosis().attempts()).isEqualTo(1);
              assertThat(failure).hasRootCauseMessage("no tenant");
            });
    assertThat(seen.poll(0, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void whatAChangeThrowsReachesTheCallerAndNothingIsSent() throws Exception {
    RestConnection strict =
        shop.withRequests(
            request -> {
              throw new IllegalArgumentException("no tenant");
            });

    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict.get("/a", String.class))
        .withMessage("no tenant");
    assertThat(seen.poll(0, TimeUnit.SECONDS)).isNull();
  }
}
