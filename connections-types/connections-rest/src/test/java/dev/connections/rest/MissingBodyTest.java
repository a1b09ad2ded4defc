package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A success whose body was asked for, and is not there, is told as one that cannot be read. */
@Timeout(60)
class MissingBodyTest {

  /** What is asked for. */
  record Order(String id) {}

  private final MockWebServer server = new MockWebServer();
  private ConnectionProvider provider;
  private RestConnection shop;

  @BeforeEach
  void open() throws IOException {
    server.start();
    server.enqueue(new MockResponse.Builder().build()); // the probe, when it is opened
    provider = ShopProvider.open(server.getPort());
    shop = provider.get("shop", RestConnection.class);
  }

  @AfterEach
  void close() {
    provider.close(Duration.ofSeconds(1));
    server.close();
  }

  private void answers(int status, @Nullable String contentType, String body) {
    MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
    if (status == 204) {
      answer.removeHeader("Content-Length");
    }
    if (contentType != null) {
      answer.addHeader("Content-Type", contentType);
    }
    server.enqueue(answer.build());
  }

  private static ConnectionException failure(Runnable call) {
    return Objects.requireNonNull(catchThrowableOfType(ConnectionException.class, call::run));
  }

  /** As a malformed body is told; what differs is the problem. */
  private void isToldLikeAnUnreadableBody(ConnectionException missing) {
    long failed = shop.snapshot().operations().failed();
    answers(200, "application/json", "{");
    ConnectionException unreadable =
        failure(() -> shop.post("/orders/{id}", Map.of("id", 7), "x", Order.class));

    assertThat(shop.snapshot().operations().failed()).as("failed").isEqualTo(failed + 1);
    assertThat(failed).isEqualTo(1);
    assertThat(missing).hasSameClassAs(unreadable);
    assertThat(missing.code()).isEqualTo(unreadable.code());
    assertThat(missing.outcome()).isEqualTo(unreadable.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(missing.diagnosis().phase()).isEqualTo(unreadable.diagnosis().phase());
    assertThat(missing.diagnosis().operation()).isEqualTo(unreadable.diagnosis().operation());
    assertThat(missing)
        .hasMessageContaining("POST http://127.0.0.1:" + server.getPort() + "/api/orders/{id}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | | '' | 200, but the body is empty or null",
        "200 | application/json | '' | 200, but the body is empty or null",
        "204 | | '' | 204, but the body is empty or null",
        "200 | application/json | null | 200, but the body is empty or null",
        "200 | application/json | '  ' | could not be read as",
      })
  void aPostThatIsToGiveAValueAndGetsNoneFailsLikeOneThatGetsAnUnreadableOne(
      int status, @Nullable String contentType, String body, String problem) {
    answers(status, contentType, body);

    ConnectionException missing =
        failure(() -> shop.post("/orders/{id}", Map.of("id", 7), "x", Order.class));

    assertThat(missing).hasMessageContaining(problem);
    isToldLikeAnUnreadableBody(missing);
  }

  @Test
  void aCodecThatGivesNullIsToldAlike() {
    answers(200, "text/plain", "nothing");
    RestConnection other =
        shop.withCodec(
            new JsonCodec() {
              @Override
              public byte[] encode(Object value) {
                return new byte[0];
              }

              @Override
              public <T> @Nullable T decode(byte[] json, JsonType<T> type) {
                return null;
              }
            });

    ConnectionException missing =
        failure(() -> other.post("/orders/{id}", Map.of("id", 7), "x", Order.class));

    assertThat(missing).hasMessageContaining("empty or null");
    isToldLikeAnUnreadableBody(missing);
  }

  @Test
  void aTextThatIsNotThereIsToldAlike() {
    answers(200, null, "");

    ConnectionException missing =
        failure(() -> shop.post("/orders/{id}", Map.of("id", 7), "x", String.class));

    assertThat(missing).hasMessageContaining("empty or null");
    isToldLikeAnUnreadableBody(missing);
  }

  @Test
  void aValueForLaterThatIsNotThereFailsTheFutureAlike() throws Exception {
    answers(200, null, "");
    RestRequest request = RestRequest.post("/orders/{id}").path("id", 7).body("x");

    ExecutionException thrown =
        Objects.requireNonNull(
            catchThrowableOfType(
                ExecutionException.class,
                () -> shop.sendAsync(request, Order.class).get(20, TimeUnit.SECONDS)));

    assertThat(thrown).hasCauseInstanceOf(ConnectionException.class);
    isToldLikeAnUnreadableBody((ConnectionException) Objects.requireNonNull(thrown.getCause()));
  }

  /** Nobody who asks for Void.class wants a body. */
  @Test
  @SuppressWarnings("ConstantValue") // Void has no value but null
  void whoAsksForNoBodyIsGivenNone() {
    answers(201, "application/json", "{\"id\":\"a\"}");

    Object nothing = shop.post("/orders", "x", Void.class);

    assertThat(nothing).isNull();
    assertThat(shop.snapshot().operations().failed()).isZero();
  }

  /** Who looks at the answer itself may find that it has no body. */
  @Test
  void anExchangeWithoutABodyIsASuccess() {
    answers(200, null, "");

    RestResponse<Order> answer = shop.exchange(RestRequest.get("/orders"), Order.class);

    assertThat(answer.body()).isNull();
    assertThat(shop.snapshot().operations().failed()).isZero();
  }
}
