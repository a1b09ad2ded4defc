package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 streams that the server resets, from a real server. */
@Tag("situation")
@Timeout(60)
class RefusedStreamTest {

  private static final int REFUSED_STREAM = 7;

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();

  /** A server that answers, and from {@link #reset} on resets streams before it answers. */
  private MockWebServer server(int code) throws Exception {
    MockWebServer server = new MockWebServer();
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse peek() {
            MockResponse.Builder answer = new MockResponse.Builder();
            return resets.get() > 0
                ? answer.onRequestStart(new SocketEffect.CloseStream(code)).build()
                : answer.build();
          }

          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (!"HEAD".equals(request.getMethod())) { // a probe
              requests.incrementAndGet();
            }
            resets.updateAndGet(left -> Math.max(0, left - 1));
            return new MockResponse.Builder().body("{}").build();
          }
        });
    server.start();
    return server;
  }

  /** Opens the connection, and lets the server reset so many streams from now on. */
  private RestConnection reset(int count, ConnectionProvider provider) {
    RestConnection shop = provider.get("shop", RestConnection.class);
    shop.get("/first", String.class);
    requests.set(0);
    resets.set(count);
    return shop;
  }

  private static ConnectionProvider open(MockWebServer server) {
    return ShopProvider.open(server.getPort(), "http: {http2PriorKnowledge: true}");
  }

  /** RFC 9113, section 8.7: a refused stream was not processed, so a POST may be sent again. */
  @Test
  void aPostThatWasRefusedIsSentAgainAndCounted() throws Exception {
    try (MockWebServer server = server(REFUSED_STREAM);
        ConnectionProvider provider = open(server)) {
      RestConnection shop = reset(1, provider);

      assertThat(shop.post("/orders", 1, String.class)).isEqualTo("{}");
      assertThat(requests).hasValue(2);
      assertThat(shop.snapshot().operations().retries()).isEqualTo(1);
    }
  }

  @Test
  void aPostThatIsRefusedAgainAndAgainWasNotSent() throws Exception {
    try (MockWebServer server = server(REFUSED_STREAM);
        ConnectionProvider provider = open(server)) {
      RestConnection shop = reset(100, provider);
      ConnectionException failure = failure(() -> shop.post("/orders", 1, String.class));

      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    }
  }

  private static ConnectionException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(ConnectionException.class, call));
  }
}
