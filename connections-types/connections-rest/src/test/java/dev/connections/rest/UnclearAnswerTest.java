package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of which it is not clear, or not so at once, where they end; from a real socket. */
@Tag("situation")
@Timeout(60)
class UnclearAnswerTest {

  /**
   * okhttp#9726, and RFC 9112, section 6.3: an answer with two lengths may be the end of another.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2|Content-Length: 4||{}{}",
        "Content-Length: 4|Content-Length: 2||{}{}",
        "Content-Length: 2, 4||{}{}",
        "Content-Length: two||{}",
        "Content-Length: -1||{}",
        "Content-Length: +2||{}",
      })
  void anAnswerWithoutOneLengthIsRefusedAndItsConnectionIsNotUsedAgain(String answer)
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (WireServer server =
        new WireServer(
            head ->
                requests.incrementAndGet() == 1
                    ? ("HTTP/1.1 200 OK|" + answer).replace("|", "\r\n")
                    : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext")) {
      RestConnection shop = server.connection();
      ConnectionException failure = failure(shop, RestRequest.post("/orders").body(1));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(failure).hasMessageContaining("Content-Length");
      assertThat(server.seen()).hasSize(1);
      assertThat(shop.get("/orders", String.class)).isEqualTo("next");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 2|Content-Length: 2", "Content-Length: 2 "})
  void theSameLengthTwiceIsClear(String lengths) throws Exception {
    try (WireServer server =
        new WireServer(head -> ("HTTP/1.1 200 OK|" + lengths + "||{}").replace("|", "\r\n"))) {
      assertThat(server.connection().get("/a", String.class)).isEqualTo("{}");
    }
  }

  @Test
  void theNativeClientRefusesItToo() throws Exception {
    try (WireServer server =
        new WireServer(
            head -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n{}{}")) {
      assertThat(
              catchThrowableOfType(
                  IOException.class,
                  () -> {
                    try (Response response =
                        server
                            .connection()
                            .client()
                            .newCall(new Request.Builder().url(server.url("/api/x")).build())
                            .execute()) {
                      response.body().string();
                    }
                  }))
          .hasMessageContaining("Content-Length");
    }
  }

  /** okhttp#8587: whatever happens to the answer, what must not be done twice is sent once. */
  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|Content-Length: 20||{}', APPLIED",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|{}', APPLIED",
    "'HTTP/1.1 200 OK|Conte', UNKNOWN",
    "'HTTP', UNKNOWN",
  })
  void aPostWhoseAnswerEndsTooSoonIsSentOnceAlsoOnAKeptConnection(String answer, Outcome outcome)
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (WireServer server =
        new WireServer(
            head ->
                requests.incrementAndGet() == 1
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                    : answer.replace("|", "\r\n") + WireServer.HANG_UP)) {
      RestConnection shop = server.connection();
      shop.get("/first", String.class);
      ConnectionException failure = failure(shop, RestRequest.post("/orders").body(1));

      assertThat(failure.outcome()).isEqualTo(outcome);
      assertThat(server.seen()).hasSize(2);
    }
  }

  @Test
  void noFallbackHidesThatAPostWasApplied() throws Exception {
    try (WireServer server =
        new WireServer(
            head -> "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}" + WireServer.HANG_UP)) {
      RestConnection shop = server.connection();

      assertThatThrownBy(
              () ->
                  shop.withFallback(
                      () -> shop.exchange(RestRequest.post("/orders").body(1), String.class).body(),
                      failure -> "not ordered"))
          .isInstanceOfSatisfying(
              ConnectionException.class,
              failure -> assertThat(failure.outcome()).isEqualTo(Outcome.APPLIED));
      assertThat(server.seen()).hasSize(1);
    }
  }

  /** What reads may be asked again, if only the rest of the answer is missing. */
  @Test
  void aGetWhoseAnswerEndsTooSoonIsRepeated() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (WireServer server =
        new WireServer(
            head ->
                requests.incrementAndGet() == 1
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{" + WireServer.HANG_UP
                    : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
      RestConnection shop = server.connection();

      assertThat(shop.get("/a", String.class)).isEqualTo("{}");
      assertThat(shop.snapshot().operations().retries()).isEqualTo(1);
    }
  }

  private static ConnectionException failure(RestConnection shop, RestRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            ConnectionException.class, () -> shop.exchange(request, String.class)));
  }
}
