package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.HealthPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What settings of a REST connection do against a real server. */
@Tag("situation")
@Timeout(60)
class RestHttpSettingsTest {

  private static ConnectionProvider open(MockWebServer server, String settings) {
    return ShopProvider.open(server.getPort(), settings);
  }

  /** H17. */
  @Test
  void aServerThatSpeaksOnlyHttp2WithoutTlsCanBeUsed() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      server.start();
      server.enqueue(new MockResponse.Builder().build());
      server.enqueue(new MockResponse.Builder().body("two").build());
      ConnectionProvider provider = open(server, "http: {http2PriorKnowledge: true}");
      RestConnection shop = provider.get("shop", RestConnection.class);
      shop.connect();

      assertThat(shop.get("/a", String.class)).isEqualTo("two");
      provider.close(Duration.ofSeconds(1));
    }
  }

  /** H5: okhttp#4372. */
  @Test
  void anEventStreamMayLastLongerThanAnAttempt() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().build()); // of the probe
      server.enqueue(
          new MockResponse.Builder()
              .body("0123456789")
              .throttleBody(1, 150, TimeUnit.MILLISECONDS)
              .build());
      ConnectionProvider provider = open(server, "timeouts: {attempt: 500ms}");
      try (Response stream =
          provider
              .get("shop", RestConnection.class)
              .client()
              .newCall(new Request.Builder().url(server.url("/api/events")).build())
              .execute()) {
        assertThat(stream.body().string()).isEqualTo("0123456789");
      }
      provider.close(Duration.ofSeconds(1));
    }
  }

  /** H4: micronaut-core#1806. */
  @Test
  void aHostNameMayHaveAnUnderscore() {
    RestConfiguration configuration =
        RestConfiguration.of(URI.create("http://catalog_service:8080"));
    assertThat(new BaseUrl(configuration.url()).host()).isEqualTo("catalog_service");
  }

  /** H7: nomad#17790. */
  @Test
  void aHealthPathMayHaveAQuery() {
    BaseUrl base = new BaseUrl(URI.create("http://h/api"));
    assertThat(new HealthPath("/health?deep=false").on(base))
        .hasToString("http://h/api/health?deep=false");
  }
}
