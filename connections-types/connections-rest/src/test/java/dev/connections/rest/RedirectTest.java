package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.internal.exchange.RedirectRules;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects from a real socket. */
@Tag("situation")
@Timeout(60)
class RedirectTest {

  private static WireServer redirecting(int status, String headers) {
    return new WireServer(
        head ->
            head.contains(" /api/old ")
                ? "HTTP/1.1 " + status + " Moved\r\n" + headers + "Content-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  }

  /** H1: okhttp#2262, golang/go#21469. What is followed keeps its method, or is a 303. */
  @ParameterizedTest
  @CsvSource({
    "300, GET, GET",
    "301, GET, GET",
    "302, GET, GET",
    "303, GET, GET",
    "307, GET, GET",
    "308, GET, GET",
    "302, PROPFIND, PROPFIND",
    "300, POST, -",
    "301, POST, -",
    "302, POST, -",
    "303, POST, GET",
    "307, POST, POST",
    "301, PUT, -",
    "302, PUT, -",
    "303, PUT, GET",
    "307, PUT, PUT",
    "308, PUT, PUT",
    "301, DELETE, -",
    "302, DELETE, -",
    "303, DELETE, GET",
    "307, DELETE, DELETE",
    "302, PATCH, -",
    "302, OPTIONS, -",
    "302, TRACE, -",
    "302, REPORT, -",
    "302, SEARCH, -",
    "302, QUERY, -",
    "307, OPTIONS, OPTIONS",
  })
  void aRedirectIsFollowedOnlyIfItAsksForTheSameOrSaysThatItWasDone(
      int status, String method, String then) throws Exception {
    try (WireServer server = redirecting(status, "Location: /api/new\r\n")) {
      boolean body = !Set.of("GET", "TRACE", "PROPFIND").contains(method);
      Request request =
          new Request.Builder()
              .url(server.url("/api/old"))
              .method(method, body ? RequestBody.create(new byte[] {49}) : null)
              .build();
      // OkHttp does not send the body of a request a second time if that may do it twice.
      boolean once = (status == 307 || status == 308) && method.equals("POST");
      try (Response response = server.connection().client().newCall(request).execute()) {
        if (then.equals("-") || once) {
          assertThat(response.code()).isEqualTo(status);
          assertThat(response.header("Location")).isEqualTo("/api/new");
          assertThat(server.seen()).hasSize(1);
        } else {
          assertThat(response.code()).isEqualTo(200);
          assertThat(server.seen()).hasSize(2);
          assertThat(server.seen().get(1)).startsWith(then + " /api/new ");
        }
      }
    }
  }

  @Test
  void aDeleteThatIsRedirectedSaysThatItWasNotDone() throws Exception {
    try (WireServer server = redirecting(302, "Location: http://u:pw@x.test/new?k=1\r\n")) {
      ConnectionException failure = failure(server, RestRequest.delete("/old"));

      assertThat(failure).isInstanceOf(PermanentConnectionException.class);
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(failure)
          .hasMessageContaining("moved to http://x.test/new, redirect not followed")
          .hasMessageNotContaining("pw");
    }
  }

  @ParameterizedTest
  @CsvSource({"'', without saying where to", "'Location: ftp://x.test/\r\n', no http or https URL"})
  void aPlaceThatIsMissingOrNotHttpIsTold(String header, String told) throws Exception {
    try (WireServer server = redirecting(302, header.replace("\\r\\n", "\r\n"))) {
      assertThat(failure(server, RestRequest.get("/old"))).hasMessageContaining(told);
      assertThat(server.seen()).hasSize(1);
    }
  }

  /** H3: okhttp#2770. */
  @Test
  void aLoopIsOneAttemptAndPermanent() throws Exception {
    try (WireServer server =
        new WireServer(
            head -> "HTTP/1.1 302 Moved\r\nLocation: /api/old\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(failure(server, RestRequest.get("/old")))
          .isInstanceOf(PermanentConnectionException.class)
          .hasMessageContaining("loop");
      assertThat(server.seen()).as("the first and 20 redirects").hasSize(21);
    }
  }

  /** H14: what describes the body goes with the body. */
  @Test
  void theEncodingOfABodyGoesToTheOtherHostAndACredentialDoesNot() throws Exception {
    try (WireServer other =
            new WireServer(head -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        WireServer server = redirecting(307, "Location: " + other.url("/new") + "\r\n")) {
      Request request =
          new Request.Builder()
              .url(server.url("/api/old"))
              .header("Content-Encoding", "gzip")
              .header("X-Api-Key", "secret-key")
              .put(RequestBody.create(new byte[] {31, -117}))
              .build();
      server.connection().client().newCall(request).execute().close();

      assertThat(other.seen().get(0)).contains("Content-Encoding: gzip").doesNotContain("secret");
    }
  }

  @Test
  void httpsIsNeverLeftForHttp() {
    HttpUrl secure = HttpUrl.get("https://x.test/a");
    assertThat(RedirectRules.losesEncryption(secure, "http://x.test/a")).isTrue();
    assertThat(RedirectRules.losesEncryption(secure, "/b")).isFalse();
    assertThat(RedirectRules.losesEncryption(HttpUrl.get("http://x.test/"), "https://x.test/"))
        .isFalse();
  }

  private static ConnectionException failure(WireServer server, RestRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            ConnectionException.class, () -> server.connection().exchange(request, String.class)));
  }
}
