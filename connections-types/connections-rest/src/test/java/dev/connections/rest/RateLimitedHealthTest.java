package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that works and lets nobody in: an operator saw UP while all calls failed for 30 s. */
@Timeout(60)
class RateLimitedHealthTest {

  private volatile boolean limited;
  private volatile int status = 429;

  private MockWebServer server() throws Exception {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean probe = "HEAD".equals(request.getMethod());
            return limited && !probe
                ? new MockResponse.Builder().code(status).addHeader("Retry-After", "30").build()
                : new MockResponse.Builder().body(probe ? "" : "{}").build();
          }
        });
    server.start();
    return server;
  }

  @Test
  void aServerThatRefusesCallAfterCallIsDegradedUntilTheFirstSuccess() throws Exception {
    try (MockWebServer server = server();
        ConnectionProvider provider = ShopProvider.open(server.getPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.get("/first", String.class);
      limited = true;
      for (int call = 0; call < 5; call++) {
        assertThat(catchThrowable(() -> shop.post("/orders", 1, String.class)))
            .isInstanceOf(TransientConnectionException.class);
      }
      assertThat(shop.health().status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(shop.health().problem()).contains("429", "rate limited", "retry after 30 s");

      limited = false;
      shop.get("/first", String.class);
      assertThat(shop.health()).returns(HealthStatus.UP, Health::status);
    }
  }

  /** The token has expired: every call is answered, and none is done. */
  @Test
  void aServerThatAcceptsNoCredentialsIsDegradedUntilTheFirstSuccess() throws Exception {
    try (MockWebServer server = server();
        ConnectionProvider provider = ShopProvider.open(server.getPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.get("/first", String.class);
      status = 401;
      limited = true;
      for (int call = 0; call < 5; call++) {
        assertThat(catchThrowable(() -> shop.post("/orders", 1, String.class)))
            .isInstanceOf(ConnectionAuthenticationException.class);
      }
      assertThat(shop.health().status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(shop.health().problem())
          .startsWith("calls are rejected, 5 in a row: authentication failed: POST ")
          .contains("401");

      limited = false;
      shop.get("/first", String.class);
      assertThat(shop.health()).returns(HealthStatus.UP, Health::status);
    }
  }

  /** One call that is refused now and then is what the others' successes say it is: nothing. */
  @Test
  void refusalsBetweenSuccessesLeaveItUp() throws Exception {
    try (MockWebServer server = server();
        ConnectionProvider provider = ShopProvider.open(server.getPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      for (int call = 0; call < 20; call++) {
        limited = call % 2 == 0;
        assertThat(catchThrowable(() -> shop.post("/orders", 1, String.class)) != null)
            .isEqualTo(limited);
      }
      assertThat(shop.health().status()).isEqualTo(HealthStatus.UP);
    }
  }
}
