package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.connections.ConnectionProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that were kept for the next request, and what happened to them meanwhile. */
@Tag("situation")
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

  @Test
  void aConnectionThatIsStillGoodIsUsedAgainForAPost() throws Exception {
    Set<String> callers = ConcurrentHashMap.newKeySet();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("POST")) {
            callers.add(exchange.getRemoteAddress().toString());
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (ConnectionProvider provider = ShopProvider.open(server.getAddress().getPort(), "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      for (int call = 0; call < 20; call++) {
        shop.send(RestRequest.post("/orders").body(call));
      }
    } finally {
      server.stop(0);
    }
    assertThat(callers).as("the connections of 20 requests, one after the other").hasSize(1);
  }

  /** A 303 says that the request was done: it is not made anew for what follows. */
  @Test
  void aPostIsNotSentAgainIfTheWayToItsResultIsStale() throws Exception {
    AtomicInteger results = new AtomicInteger();
    try (WireServer other =
            new WireServer(head -> results.incrementAndGet() == 1 ? OK + WireServer.HANG_UP : OK);
        WireServer server =
            new WireServer(
                head ->
                    "HTTP/1.1 303 See\r\nLocation: "
                        + other.url("/result")
                        + "\r\nContent-Length: 0\r\n\r\n")) {
      OkHttpClient client = server.connection().client();
      Request toOther = new Request.Builder().url(other.url("/warm")).build();
      client.newCall(toOther).execute().close();
      other.awaitHangUp();
      try (Response response = call(server, "POST")) {
        assertThat(response.code()).isEqualTo(200);
      }
      assertThat(server.seen()).hasSize(1);
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
