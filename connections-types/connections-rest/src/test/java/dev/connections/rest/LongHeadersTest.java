package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are longer than OkHttp reads (okhttp#8472), from a real socket. */
@Timeout(60)
class LongHeadersTest {

  private static final String LINE = "X-A: " + "a".repeat(50) + "\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"one", "many", "one, then the end", "status line"})
  void headersThatAreTooLongAreAProtocolErrorAndAreAskedForOnce(String how) throws Exception {
    String end = "\r\nContent-Length: 2\r\n\r\n{}";
    String answer =
        switch (how) {
          case "one" -> "HTTP/1.1 200 OK\r\nX-A: " + "a".repeat(300_000) + end;
          case "many" -> "HTTP/1.1 200 OK\r\n" + LINE.repeat(6_000) + "X-B: 1" + end;
          case "status line" -> "HTTP/1.1 200 " + "a".repeat(300_000) + end;
          default ->
              "HTTP/1.1 200 OK\r\n" + LINE.repeat(6_000) + "X-B: 1" + end + WireServer.HANG_UP;
        };
    try (WireServer server = new WireServer(head -> answer)) {
      ConnectionException failure = failure(server);

      assertThat(failure)
          .isInstanceOf(PermanentConnectionException.class)
          .hasMessageContaining("headers of an answer are too long");
      assertThat(server.seen()).hasSize(1);
    }
  }

  /** The other thing that OkHttp tells in the same words. */
  @Test
  void headersThatAreCutShortAreALostConnection() throws Exception {
    try (WireServer server =
        new WireServer(
            head -> "HTTP/1.1 200 OK\r\n" + LINE.repeat(40) + "X-B" + WireServer.HANG_UP)) {
      assertThat(failure(server))
          .isInstanceOf(TransientConnectionException.class)
          .hasMessageContaining("Connection lost");
      assertThat(server.seen()).as("what reads is repeated").hasSize(3);
    }
  }

  private static ConnectionException failure(WireServer server) {
    return java.util.Objects.requireNonNull(
        catchThrowableOfType(
            ConnectionException.class, () -> server.connection().get("/orders", String.class)));
  }
}
