package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.internal.answer.ErrorAnswers;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Situations of public reports on other HTTP clients, from a real socket. */
@Tag("situation")
@Timeout(60)
class PublicHttpReportsTest {

  private static final int MANY = 50;

  /** Does something with a server and a connection to it. */
  private interface Use {
    void with(FaultServer server, RestConnection shop) throws Exception;
  }

  private static void use(FaultServer.Fault fault, Use use) throws Exception {
    try (FaultServer server = new FaultServer(fault)) {
      try (ConnectionProvider provider = MatrixRun.open(server)) {
        use.with(server, provider.get("shop", RestConnection.class));
      }
      Await.until("no open socket", () -> server.openSockets() == 0);
    }
  }

  private static FaultServer.Fault answering(String answer) {
    return (number, head, socket) -> FaultServer.write(socket, answer.replace("|", "\r\n"));
  }

  private static String withBody(String head, String body) {
    return head + "|Content-Length: " + body.length() + "||" + body;
  }

  private static ConnectionException failure(RestConnection shop, RestRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(ConnectionException.class, () -> shop.send(request, Map.class)));
  }

  /** zalando/riptide#882: the connection of an answer that cannot be read is used again. */
  @Test
  void answersThatCannotBeReadUseUpNoConnection() throws Exception {
    use(
        answering(withBody("HTTP/1.1 200 OK", "<html>")),
        (server, shop) -> {
          for (int i = 0; i < MANY; i++) {
            assertThat(failure(shop, RestRequest.get("/a")).outcome()).isEqualTo(Outcome.APPLIED);
          }
          assertThat(server.openSockets()).isEqualTo(1);
        });
  }

  /** jsonld-java/jsonld-java#222, reactor/reactor-netty#837, spring-security#7293. */
  @ParameterizedTest
  @ValueSource(ints = {8, ErrorAnswers.MAX_BYTES - 1, ErrorAnswers.MAX_BYTES + 1, 1 << 20})
  void errorsWithABodyUseUpNoConnection(int length) throws Exception {
    use(
        answering(withBody("HTTP/1.1 400 No", "x".repeat(length))),
        (server, shop) -> {
          for (int i = 0; i < MANY; i++) {
            failure(shop, RestRequest.get("/a"));
          }
          assertThat(shop.snapshot().operations().inFlight()).isZero();
          Await.until("at most one socket", () -> server.openSockets() <= 1);
        });
  }

  /** AsyncHttpClient/async-http-client#1426: what has timed out holds no connection. */
  @Test
  void timeoutsUseUpNoConnection() throws Exception {
    use(
        (number, head, socket) -> {
          if (head.startsWith("GET ")) { // nothing else is answered
            FaultServer.write(socket, FaultServer.ok(head));
          }
        },
        (server, shop) -> {
          for (int i = 0; i < MANY; i++) {
            failure(shop, RestRequest.post("/a").timeout(Duration.ofMillis(20)));
          }
          Await.until("no socket of theirs", () -> server.openSockets() <= 1);
          assertThat(shop.get("/b", String.class)).isEqualTo("{}");
        });
  }

  /** OpenFeign/feign#2154: a date of HTTP is in GMT, wherever the client runs. */
  @Test
  void aDateOfRetryAfterDoesNotDependOnTheTimeZone() throws Exception {
    TimeZone here = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try {
      use(
          StatusFaults.of(
              "429; Date: Mon, 14 Aug 2023 13:32:06 GMT; Retry-After: Mon, 14 Aug 2023 13:33:06"
                  + " GMT"),
          (server, shop) ->
              assertThat(
                      failure(shop, RestRequest.get("/a"))
                          .detail(HttpAnswer.class)
                          .orElseThrow()
                          .retryAfter())
                  .isEqualTo(Duration.ofMinutes(1)));
    } finally {
      TimeZone.setDefault(here);
    }
  }

  /** OpenFeign/feign#980, data-prepper#6927: some servers write a fraction. */
  @ParameterizedTest
  @CsvSource({"60.0, PT60S", "299.997, PT300S", "60., PT60S"})
  void aFractionOfRetryAfterIsRoundedUp(String value, Duration expected) throws Exception {
    use(
        StatusFaults.of("503; Retry-After: " + value),
        (server, shop) -> {
          ConnectionException busy = failure(shop, RestRequest.post("/a").body(1));
          assertThat(busy.detail(HttpAnswer.class).orElseThrow().retryAfter()).isEqualTo(expected);
          assertThat(busy.outcome()).isEqualTo(Outcome.NOT_APPLIED);
          assertThat(server.requests()).isEqualTo(1);
        });
  }

  /** microsoftgraph/msgraph-sdk-java-core#732: two values in one header are none. */
  @Test
  void aRetryAfterThatIsNoTimeBreaksNothing() throws Exception {
    use(
        StatusFaults.of("429; Retry-After: 0,120; once"),
        (server, shop) -> {
          assertThat(shop.post("/a", 1, String.class)).isEqualTo("{}");
          assertThat(server.requests()).isEqualTo(2);
        });
  }

  /** nahi/httpclient#142: the end of the connection after an answer is no reason to ask again. */
  @Test
  void aPostWhoseConnectionEndsAfterTheAnswerIsSentOnce() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    use(
        (number, head, socket) -> {
          FaultServer.write(socket, FaultServer.ok(head));
          socket.shutdownOutput();
          ended.incrementAndGet();
        },
        (server, shop) -> {
          for (int i = 1; i <= MANY; i++) {
            int post = i;
            assertThat(shop.post("/a", 1, String.class)).isEqualTo("{}");
            Await.until("the server has hung up", () -> ended.get() == post);
          }
          assertThat(server.requests()).isEqualTo(MANY);
          assertThat(shop.snapshot().operations().retries()).isZero();
        });
  }

  /** spring-cloud-netflix#1894, superagent#236, google-api-dotnet-client#84: 411 otherwise. */
  @ParameterizedTest
  @CsvSource({
    "POST, 'Content-Length: 0'",
    "PUT, 'Content-Length: 0'",
    "PATCH, 'Content-Length: 0'",
    "DELETE, ''",
    "GET, ''"
  })
  void aRequestWithoutABodySaysSoAsItsMethodDoes(String method, String length) throws Exception {
    use(
        answering("HTTP/1.1 204 No Content||"),
        (server, shop) -> {
          shop.send(RestRequest.of(method, "/a"));
          assertThat(server.seen().get(0)).doesNotContain("Transfer-Encoding", "Content-Type");
          assertThat(server.seen().get(0).contains("Content-Length")).isEqualTo(!length.isEmpty());
          assertThat(server.seen().get(0)).contains(length);
        });
  }

  /** AsyncHttpClient/async-http-client#268, scireum/sirius-biz#1312. */
  @ParameterizedTest
  @CsvSource({
    "/new place?q=a b, /new%20place?q=a%20b",
    "/new?q={x}|y, /new?q={x}|y",
    "../new, /new",
    "//127.0.0.1:PORT/new, /new",
    "?page=2, /a?page=2",
    "/new#part, /new",
  })
  void aPlaceThatIsNotEscapedIsFollowed(String location, String then) throws Exception {
    use(
        (number, head, socket) ->
            FaultServer.write(
                socket,
                number == 1
                    ? "HTTP/1.1 302 Found\r\nLocation: "
                        + location.replace("PORT", String.valueOf(socket.getLocalPort()))
                        + "\r\nContent-Length: 0\r\n\r\n"
                    : FaultServer.ok(head)),
        (server, shop) -> {
          assertThat(shop.get("/a", String.class)).isEqualTo("{}");
          assertThat(server.seen().get(1)).startsWith("GET " + then + " HTTP/1.1");
        });
  }

  /** sagebind/isahc#315, okhttp#2068: servers send names as they are, in UTF-8. */
  @Test
  void aPlaceWithLettersBeyondAsciiIsFollowed() throws Exception {
    use(
        (number, head, socket) -> {
          if (number > 1) {
            FaultServer.write(socket, FaultServer.ok(head));
            return;
          }
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 302 Found\r\nLocation: /garras-do-c\u00e9u\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(UTF_8));
        },
        (server, shop) -> {
          assertThat(shop.get("/a", String.class)).isEqualTo("{}");
          assertThat(server.seen().get(1)).startsWith("GET /garras-do-c%C3%A9u HTTP/1.1");
        });
  }

  /** Kong/unirest-java#552, square/retrofit#1896: a mark of the byte order is no part of JSON. */
  @Test
  void jsonMayBeginWithAByteOrderMark() throws Exception {
    use(
        answering(withBody("HTTP/1.1 200 OK", "\u00ef\u00bb\u00bf{\"a\":1}")),
        (server, shop) -> assertThat(shop.get("/a", Map.class)).containsEntry("a", 1));
  }

  /** spring-framework#32416, redoc#1580, google-http-java-client#905: no media type. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "CSV", ", text/plain", ";", "application/json;", "*"})
  void anAnswerWhoseMediaTypeIsNoneIsReadAllTheSame(String type) throws Exception {
    use(
        answering(withBody("HTTP/1.1 200 OK|Content-Type: " + type, "{\"a\":1}")),
        (server, shop) -> {
          assertThat(shop.get("/a", String.class)).isEqualTo("{\"a\":1}");
          assertThat(shop.get("/a", Map.class)).containsEntry("a", 1);
        });
  }

  /**
   * spring-boot#12992, DavidWebb#8, jetty#5829: a 401 is an answer, with its body, to a POST too.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "|WWW-Authenticate: Basic", "|WWW-Authenticate: ,,=\"", "|WWW-Authenticate:"})
  void a401IsTheAnswerThatItIsWhateverItsChallenge(String challenge) throws Exception {
    use(
        answering(withBody("HTTP/1.1 401 No" + challenge, "{\"reason\":\"expired\"}")),
        (server, shop) -> {
          HttpAnswer answer =
              failure(shop, RestRequest.post("/a").body(1)).detail(HttpAnswer.class).orElseThrow();
          assertThat(answer.status()).isEqualTo(401);
          assertThat(answer.bodyExcerpt()).contains("expired");
        });
  }

  /** spring-framework#21993, #23367, spring-boot#11923, micronaut-core#9824. */
  @ParameterizedTest
  @CsvSource({"299, ''", "469, permanent", "522, transient", "700, transient", "999, transient"})
  void aStatusThatNoOneHasDefinedIsOneOfItsHundred(int status, String code) throws Exception {
    use(
        answering(withBody("HTTP/1.1 " + status + " What", "{}")),
        (server, shop) -> {
          if (code.isEmpty()) {
            assertThat(shop.exchange(RestRequest.get("/a"), String.class).status())
                .isEqualTo(status);
          } else {
            ConnectionException failure = failure(shop, RestRequest.get("/a"));
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail(HttpAnswer.class).orElseThrow().status()).isEqualTo(status);
          }
        });
  }

  /**
   * psf/requests#2422, dakrone/clj-http#277, httpie/cli#600: a server that takes no more of a body
   * says so at once, and closes. It reads on for a while, as nginx does, or the answer may be lost.
   */
  @Test
  void anAnswerThatComesBeforeTheBodyHasLeftIsRead() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread server = TestThreads.thread("early", () -> rejectEarly(listening, posts));
      server.setDaemon(true);
      server.start();
      try (ConnectionProvider provider = ShopProvider.open(listening.getLocalPort())) {
        RestConnection shop = provider.get("shop", RestConnection.class);
        ConnectionException failure =
            failure(shop, RestRequest.post("/a").body(new byte[8 << 20], "application/zip"));

        assertThat(failure).isInstanceOf(PermanentConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure).hasMessageContaining("413");
        assertThat(posts).hasValue(1);
      }
    }
  }

  private static void rejectEarly(ServerSocket listening, AtomicInteger posts) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) socket.getInputStream().read());
        }
        boolean post = head.indexOf("POST ") == 0;
        FaultServer.write(
            socket,
            (post ? "HTTP/1.1 413 Too Large" : "HTTP/1.1 200 OK")
                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        socket.shutdownOutput();
        posts.addAndGet(post ? 1 : 0);
        while (socket.getInputStream().read(new byte[1 << 16]) >= 0) {
          // it is still sending
        }
      } catch (IOException closed) {
        // by the client, or at the end of the test
      }
    }
  }
}
