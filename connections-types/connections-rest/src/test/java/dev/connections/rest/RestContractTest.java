package dev.connections.rest;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.testing.ConnectionTypeContract;
import dev.connections.testing.Peer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What every type promises, kept by REST over a real HTTP server. */
class RestContractTest extends ConnectionTypeContract<RestConnection> {

  private static final String TOKEN = "contract-s3cr3t-token";

  private final ApiPeer peer = new ApiPeer();

  @AfterEach
  void stopServer() {
    peer.stop();
  }

  @Override
  protected Peer peer() {
    return peer;
  }

  @Override
  protected Class<RestConnection> connectionClass() {
    return RestConnection.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.types(RestConnectionTypes.source());
  }

  @Override
  protected String entry(int port) {
    return """
        type: Rest
        url: http://localhost:%d/api
        bearerToken: ${env:API_TOKEN}
        healthPath: /health
        """
        .formatted(port);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("API_TOKEN", TOKEN);
  }

  @Override
  protected void exchange(RestConnection connection, Operation operation) {
    connection.send(
        RestRequest.post("/echo").operation(operation).body("contract-request", "text/plain"));
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(RestConnection connection, Operation operation) {
    return connection.exchangeAsync(
        RestRequest.post("/echo").operation(operation).body("contract-request", "text/plain"),
        Void.class);
  }

  @Override
  protected String requestText() {
    return "contract-request";
  }

  /** A server that can be stopped and started at the same port. */
  private static final class ApiPeer implements Peer {

    private @Nullable ApiServer server;
    private int port;

    @Override
    public List<Integer> ports() {
      return List.of(port);
    }

    @Override
    public void start() throws IOException {
      if (server == null) {
        ApiServer started = new ApiServer(port);
        started.requiredToken = TOKEN;
        server = started;
        port = started.port();
      }
    }

    @Override
    public void stop() {
      ApiServer running = server;
      server = null;
      if (running != null) {
        running.close();
      }
    }
  }
}
