package dev.connections.rest;

import dev.connections.ConnectionProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A real server whose answers depend on the request, and the connection {@code shop} to it. */
final class MockShop implements AutoCloseable {

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> seen = new CopyOnWriteArrayList<>();
  private final ConnectionProvider provider;

  /**
   * Starts it.
   *
   * @param answers to everything but probes
   * @param settings of the connection, each a line of YAML
   */
  MockShop(Function<RecordedRequest, MockResponse> answers, String... settings) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("HEAD") && request.getTarget().equals("/api")) {
              return status(200);
            }
            seen.add(request);
            return answers.apply(request);
          }
        });
    try {
      server.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    provider = ShopProvider.open(server.getPort(), settings);
  }

  RestConnection connection() {
    return provider.get("shop", RestConnection.class);
  }

  ConnectionProvider provider() {
    return provider;
  }

  int port() {
    return server.getPort();
  }

  /** The requests so far, probes left out. */
  List<RecordedRequest> seen() {
    return seen;
  }

  /** The body of a request; empty if it has none. */
  String body(int index) {
    var body = seen.get(index).getBody();
    return body == null ? "" : body.utf8();
  }

  static MockResponse status(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  static MockResponse ok(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  @Override
  public void close() {
    provider.close(Duration.ofSeconds(1));
    server.close();
  }
}
