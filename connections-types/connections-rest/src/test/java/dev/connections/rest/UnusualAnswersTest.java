package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import java.nio.charset.Charset;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are valid, or that many servers send, and that OkHttp or a codec stumbles over. */
@Tag("situation")
@Timeout(60)
class UnusualAnswersTest {

  private static WireServer answering(String answer) {
    return new WireServer(request -> answer.replace("|", "\r\n"));
  }

  /** okhttp#5968, dotnet/aspnetcore#5878: the length is that of the content that was not sent. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1071", "Transfer-Encoding: chunked"})
  void aNotModifiedAnswerEndsWithItsHeaders(String framing) throws Exception {
    try (WireServer server =
        answering(
            "HTTP/1.1 304 Not Modified|ETag: \"a\"|Content-Encoding: gzip|" + framing + "||")) {
      RestRequest request = RestRequest.get("/orders").header("If-None-Match", "\"a\"");

      RestResponse<String> answer = server.connection().exchange(request, String.class);

      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.body()).isNull();
      assertThat(answer.headers()).containsKey("ETag");
      assertThat(server.seen()).hasSize(1);
      try (Response plain =
          server
              .connection()
              .client()
              .newCall(new Request.Builder().url(server.url("/api/orders")).build())
              .execute()) {
        assertThat(plain.code()).isEqualTo(304);
        assertThat(plain.body().string()).isEmpty();
      }
    }
  }

  /** okhttp#1550. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 202 Accepted|Content-Encoding: gzip|Content-Length: 0||",
        "HTTP/1.1 200 OK|Content-Encoding: gzip|Transfer-Encoding: chunked||0||"
      })
  void anEmptyBodyThatIsSaidToBePackedIsEmpty(String answer) throws Exception {
    try (WireServer server = answering(answer)) {
      RestResponse<String> empty =
          server.connection().exchange(RestRequest.post("/orders").body(1), String.class);

      assertThat(empty.body()).isNull();
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void aPackedBodyThatIsCutIsNoEmptyOne() throws Exception {
    try (WireServer server =
        answering("HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: 2||ab")) {
      assertThat(
              catchThrowableOfType(
                  ConnectionException.class,
                  () -> server.connection().get("/orders", String.class)))
          .hasMessageContaining("could not be unpacked");
    }
  }

  /** spring-framework#25247, guzzle#310, reqwest#58. */
  @ParameterizedTest
  @CsvSource({
    "application/json;charset=ISO-8859-1, ISO-8859-1",
    "application/json;charset=ISO-8859-1, UTF-8",
    "application/json, UTF-8",
    "application/json;charset=utf-16, UTF-16BE",
  })
  void jsonIsReadAsItIsEncodedWhateverTheServerSays(String type, Charset encoding)
      throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              if (request.getMethod().equals("HEAD")) {
                return new MockResponse.Builder().code(204).build(); // a probe
              }
              boolean problem = "/api/problem".equals(request.getUrl().encodedPath());
              return new MockResponse.Builder()
                  .code(problem ? 400 : 200)
                  .addHeader("Content-Type", problem ? type.replace("json", "problem+json") : type)
                  .body(new Buffer().write("{\"detail\":\"J\u00f6rg\"}".getBytes(encoding)))
                  .build();
            }
          });
      server.start();
      try (ConnectionProvider provider = ShopProvider.open(server.getPort())) {
        RestConnection shop = provider.get("shop", RestConnection.class);

        assertThat(shop.get("/x", Map.class)).containsEntry("detail", "J\u00f6rg");
        assertThat(
                catchThrowableOfType(
                    ConnectionException.class, () -> shop.get("/problem", Map.class)))
            .hasMessageContaining("400")
            .hasMessageContaining("J\u00f6rg");
      }
    }
  }
}
