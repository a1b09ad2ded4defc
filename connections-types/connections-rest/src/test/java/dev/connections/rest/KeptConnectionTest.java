package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that were kept for the next request, and what happened to them meanwhile. */
@Timeout(60)
class KeptConnectionTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** okhttp#2738, and nginx with a short keepalive_timeout: nothing has been sent, so send it. */
  @Test
  void aPostOnAConnectionThatTheServerHasClosedMeanwhileIsSentOnAnother() throws Exception {
    try (WireServer server = new WireServer(head -> OK + WireServer.HANG_UP)) {
      RestConnection shop = server.connection();
      for (int call = 1; call <= 20; call++) {
        assertThat(shop.post("/orders", 1, String.class)).isEqualTo("{}");
        server.awaitHangUp();
      }
      assertThat(server.seen()).as("each was sent once").hasSize(20);
      assertThat(shop.snapshot().operations().retries()).as("no attempt was lost").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "LOCK", "GET"})
  void theSameHoldsForTheNativeClient(String method) throws Exception {
    try (WireServer server = new WireServer(head -> OK + WireServer.HANG_UP)) {
      for (int call = 1; call <= 20; call++) {
        try (Response response = call(server, method)) {
          assertThat(response.code()).isEqualTo(200);
        }
        server.awaitHangUp();
      }
      assertThat(server.seen()).as("each was sent once").hasSize(20);
    }
  }

  private static Response call(WireServer server, String method) throws IOException {
    boolean body = method.startsWith("P");
    return server
        .connection()
        .client()
        .newCall(
            new Request.Builder()
                .url(server.url("/api/x"))
                .method(method, body ? RequestBody.create(new byte[] {49}) : null)
                .build())
        .execute();
  }
}
