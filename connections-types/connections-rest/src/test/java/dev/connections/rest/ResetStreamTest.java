package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP/2 streams that are reset once their request has arrived whole (okhttp#5726, #8587): the
 * server may have done it, so what must not be done twice is not sent twice. Frames are counted.
 */
@Timeout(60)
class ResetStreamTest {

  private static final int CANCEL = 8;

  private static ConnectionProvider open(FrameServer server) {
    return ShopProvider.open(server.port(), "http: {http2PriorKnowledge: true}");
  }

  @ParameterizedTest
  @CsvSource({"2, false", "8, false", "11, false", "2, true", "8, true"})
  void aPostWhoseStreamIsResetIsSentOnce(int code, boolean afterHeaders) throws Exception {
    try (FrameServer server = new FrameServer(1, code, afterHeaders);
        ConnectionProvider provider = open(server)) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.send(RestRequest.get("/first")); // the POST goes on a kept connection
      ConnectionException failure =
          Objects.requireNonNull(
              catchThrowableOfType(
                  ConnectionException.class, () -> shop.post("/orders", 1, String.class)));

      assertThat(failure.outcome()).isEqualTo(afterHeaders ? Outcome.APPLIED : Outcome.UNKNOWN);
      assertThat(server.requestsWithBody()).isEqualTo(1);
      assertThat(server.wholeBodies()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "LOCK"})
  void theNativeClientSendsItOnceToo(String method) throws Exception {
    try (FrameServer server = new FrameServer(1, CANCEL, false);
        ConnectionProvider provider = open(server)) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.send(RestRequest.get("/first"));
      Request request =
          new Request.Builder()
              .url("http://127.0.0.1:" + server.port() + "/api/orders")
              .method(method, RequestBody.create(new byte[] {49}))
              .build();
      assertThat(
              catchThrowableOfType(
                  IOException.class,
                  () -> {
                    try (Response response = shop.client().newCall(request).execute()) {
                      response.body().string();
                    }
                  }))
          .isNotNull();

      assertThat(server.requestsWithBody()).isEqualTo(1);
    }
  }

  /** What may be done twice is: so the server of this test does reset, and then answers. */
  @Test
  void aPutIsSentAgainAndCounted() throws Exception {
    try (FrameServer server = new FrameServer(1, CANCEL, false);
        ConnectionProvider provider = open(server)) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.send(RestRequest.put("/orders/1").body(1));

      assertThat(server.wholeBodies()).isEqualTo(2);
      assertThat(shop.snapshot().operations().retries()).isEqualTo(1);
    }
  }
}
