package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Effect;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that other specifications than HTTP's own define, against a real socket. */
@Tag("situation")
@Timeout(60)
class MethodsOfOthersTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** RFC 4918 (PROPFIND), RFC 3253 (REPORT), RFC 5323 (SEARCH), and QUERY: they are safe. */
  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "REPORT", "SEARCH", "QUERY"})
  void aSafeMethodIsAReadThatIsRepeatedWithItsBody(String method) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (WireServer server = new WireServer(head -> requests.incrementAndGet() == 1 ? "" : OK)) {
      RestRequest request = RestRequest.of(method, "/a").body("<find/>", "application/xml");

      assertThat(request.operation().effect()).isEqualTo(Effect.READ);
      assertThat(server.connection().send(request, String.class)).isEqualTo("{}");
      assertThat(server.seen()).hasSize(2).allMatch(head -> head.startsWith(method + " /api/a "));
      assertThat(server.seen().get(1)).contains("Content-Length: 7");
    }
  }

  /** OkHttp demands a body of some: an empty one is sent where there is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROPFIND",
        "PROPPATCH",
        "REPORT",
        "SEARCH",
        "QUERY",
        "LOCK",
        "MKCOL",
        "COPY",
        "VERSION-CONTROL",
        "BASELINE-CONTROL"
      })
  void everyRegisteredMethodCanBeSentWithoutABody(String method) throws Exception {
    try (WireServer server = new WireServer(head -> OK)) {
      server.connection().send(RestRequest.of(method, "/a"));
      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0)).startsWith(method + " /api/a ");
    }
  }

  @ParameterizedTest
  @CsvSource({"LOCK", "PROPPATCH", "MOVE", "MKCOL", "PURGE"})
  void whatIsNotKnownToBeSafeIsNotRepeated(String method) {
    assertThat(RestRequest.of(method, "/a").operation().effect()).isEqualTo(Effect.NON_IDEMPOTENT);
  }

  @Test
  void aSafeMethodWithABodyIsSentToItsNewPlace() throws Exception {
    try (WireServer server =
        new WireServer(
            head ->
                head.contains(" /api/old ")
                    ? "HTTP/1.1 307 Moved\r\nLocation: /api/new\r\nContent-Length: 0\r\n\r\n"
                    : OK)) {
      RestRequest find = RestRequest.of("PROPFIND", "/old").body("<find/>", "application/xml");

      assertThat(server.connection().send(find, String.class)).isEqualTo("{}");
      assertThat(server.seen().get(1)).contains("PROPFIND /api/new ").contains("Content-Length: 7");
    }
  }
}
