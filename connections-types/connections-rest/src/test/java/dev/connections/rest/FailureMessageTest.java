package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages say of the request that failed: where a wrong base path shows, and no value. */
@Timeout(60)
class FailureMessageTest {

  private static final String CANARY = "s3cr3t-canary-value";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 404 Not Found|Content-Length: 0||",
        "HTTP/1.1 503 Busy|Content-Length: 0||",
        "HTTP/1.1 401 Who|Content-Length: 0||",
        "HTTP/1.1 302 Found|Location: /login?token=" + CANARY + "|Content-Length: 0||",
        "HTTP/1.1 200 OK|Content-Length: 3||no|",
        "HTTP/1.1 200 OK|Content-Length: 9||1\0",
        "HTTP/1.1 2xx Fine|Content-Length: 0||",
        "HTTP/1.1 20\0",
        "",
      })
  void everyFailureNamesTheMethodAndTheUrlWithoutAValue(String answer) throws Exception {
    try (WireServer server = new WireServer(head -> answer.replace("|", "\r\n"))) {
      RestRequest request =
          RestRequest.post("/orders/{id}")
              .path("id", CANARY)
              .query("q", CANARY)
              .operation(Operation.nonIdempotent("place"))
              .body(CANARY);
      ConnectionException failure = failure(server.connection(), request);

      assertThat(failure)
          .hasMessageContaining("'place'")
          .hasMessageContaining("POST " + server.url("/api/orders/{id}"))
          .hasMessageNotContaining(CANARY);
      assertThat(failure.diagnosis().toString()).doesNotContain(CANARY);
    }
  }

  @Test
  void theStatusAndTheProblemOfTheServerAreSaid() throws Exception {
    String problem = "{\"title\":\"No such order\",\"detail\":\"It was deleted\"}";
    try (WireServer server =
        new WireServer(
            head ->
                "HTTP/1.1 404 Not Found\r\n"
                    + "Content-Type: application/problem+json\r\n"
                    + "Content-Length: "
                    + problem.length()
                    + "\r\n\r\n"
                    + problem)) {
      assertThat(failure(server.connection(), RestRequest.get("/orders/{id}").path("id", 4)))
          .hasMessageContaining(
              "GET "
                  + server.url("/api/orders/{id}")
                  + " was answered with 404 Not Found: No such order: It was deleted");
    }
  }

  /** Else one would look for the trouble at the server of the url. */
  @Test
  void aFailureAtTheNewPlaceNamesIt() throws Exception {
    try (WireServer server =
        new WireServer(
            head ->
                head.contains(" /api/new")
                    ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 302 Found\r\nLocation: "
                        + (head.contains("/away") ? "http://127.0.0.1:1" : "/api")
                        + "/new?token="
                        + CANARY
                        + "\r\nContent-Length: 0\r\n\r\n")) {
      String url = server.url("/api");
      assertThat(failure(server.connection(), RestRequest.get("/old")))
          .hasMessageContaining(
              "GET " + url + "/old, redirected to " + url + "/new was answered with 404")
          .hasMessageNotContaining(CANARY);
      assertThat(failure(server.connection(), RestRequest.get("/away")))
          .hasMessageContaining("Connection refused")
          .hasMessageContaining("GET " + url + "/away, redirected to http://127.0.0.1:1/new")
          .hasMessageNotContaining(CANARY);
    }
  }

  @Test
  void aServerWithTlsIsNotCalledBroken() throws Exception {
    try (WireServer server = new WireServer(head -> "\u0015\u0003\u0003\0")) {
      assertThat(failure(server.connection(), RestRequest.get("/x")))
          .hasMessageContaining("The server speaks TLS on this port, but url begins with http://")
          .hasMessageContaining("next step: Begin url with https://");
    }
  }

  @Test
  void aServerWithoutTlsIsNotSuspectedForItsCertificate() throws Exception {
    try (FaultServer server = TlsFault.of("a server without TLS, and https").server();
        ConnectionProvider provider = MatrixRun.open(server)) {
      assertThat(failure(provider.get("shop", RestConnection.class), RestRequest.get("/x")))
          .hasMessageContaining("does not speak TLS on this port, but url begins with https://")
          .hasMessageContaining("next step: Begin url with http://");
    }
  }

  @Test
  void whatIsWrongWithAPackedBodyIsSaid() throws Exception {
    try (WireServer server =
        new WireServer(
            head ->
                "HTTP/1.1 200 OK\r\n"
                    + "Content-Encoding: gzip\r\n"
                    + "Content-Length: 12\r\n\r\n"
                    + "not packed!!")) {
      assertThat(failure(server.connection(), RestRequest.get("/x")))
          .hasMessageContaining("could not be unpacked: ID1ID2");
    }
  }

  /** An answer says all that there is: no cause has more. */
  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 422, 501, 511})
  void aRejectedRequestDoesNotSendTheReaderToACauseThatIsNotThere(int status) throws Exception {
    try (WireServer server =
        new WireServer(head -> "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(failure(server.connection(), RestRequest.get("/x")))
          .hasMessageNotContaining("See the cause");
    }
  }

  @Test
  void aRefusedConnectionSaysSo() {
    try (ConnectionProvider provider = ShopProvider.open(1, "")) {
      assertThat(failure(provider.get("shop", RestConnection.class), RestRequest.get("/x")))
          .hasMessageContaining("Connection refused");
    }
  }

  private static ConnectionException failure(RestConnection shop, RestRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            ConnectionException.class, () -> shop.exchange(request, Integer.class)));
  }
}
