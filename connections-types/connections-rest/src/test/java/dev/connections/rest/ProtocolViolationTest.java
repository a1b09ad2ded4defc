package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that break HTTP, from a real socket (H2, okhttp#6836). */
@Tag("situation")
@Timeout(60)
class ProtocolViolationTest {

  private static WireServer answering(String answer) {
    return new WireServer(request -> answer.replace("|", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource({"204", "205"})
  void anAnswerWithoutContentIsASuccessAlsoIfItAnnouncesABody(int status) throws Exception {
    try (WireServer server =
        answering("HTTP/1.1 " + status + " Done|Content-Length: 2|X-A: b||{}")) {
      server.connection().send(RestRequest.post("/orders").body(1));
      RestResponse<String> answer =
          server.connection().exchange(RestRequest.post("/orders").body(1), String.class);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers()).containsKey("X-A");
      assertThat(server.seen()).as("no rest of the first is taken for the second").hasSize(2);
    }
  }

  @Test
  void theRequestOfSuchAnAnswerHoldsNoCredentials() throws Exception {
    try (WireServer server = answering("HTTP/1.1 204 Done|Content-Length: 2||{}")) {
      try (okhttp3.Response response =
          server
              .connection()
              .client()
              .newCall(new okhttp3.Request.Builder().url(server.url("/api/x")).build())
              .execute()) {
        assertThat(response.request().header("User-Agent")).isNull(); // added by OriginHeaders
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|{}|0||', APPLIED",
    "'HTTP/1.1 2xx Fine|Content-Length: 0||', UNKNOWN",
    "'HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: 20||this is no gzip data', APPLIED",
  })
  void aBrokenAnswerIsPermanentNotRepeatedAndOpensNoCircuit(String answer, Outcome outcome)
      throws Exception {
    try (WireServer server = answering(answer)) {
      for (int call = 1; call <= 30; call++) {
        ConnectionException failure =
            Objects.requireNonNull(
                catchThrowableOfType(
                    ConnectionException.class,
                    () -> server.connection().get("/orders", String.class)));
        assertThat(failure).isInstanceOf(PermanentConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(server.seen()).as("one attempt, and no open circuit").hasSize(call);
      }
    }
  }
}
