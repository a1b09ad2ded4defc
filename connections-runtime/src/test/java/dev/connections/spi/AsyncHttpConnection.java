package dev.connections.spi;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An asynchronous type on the JDK's HTTP client, which answers with a stage by itself. */
final class AsyncHttpConnection extends SharedConnection<HttpClient, TestContext.Settings> {

  private final URI server;

  AsyncHttpConnection(ConnectionContext<TestContext.Settings> context, URI server) {
    super(context);
    this.server = server;
  }

  /** Asks for a path; no thread waits for the answer. */
  CompletableFuture<String> get(Operation operation, String path) {
    return callStage(
        operation,
        (client, scope) -> {
          CompletableFuture<HttpResponse<String>> exchange =
              client.sendAsync(
                  request(path, scope.deadline()), HttpResponse.BodyHandlers.ofString());
          scope.onCancel(() -> exchange.cancel(true));
          return exchange.thenApply(HttpResponse::body);
        });
  }

  private HttpRequest request(String path, Deadline deadline) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(deadline.remaining()).build();
  }

  @Override
  protected HttpClient openClient(
      EndpointContext<TestContext.Settings> endpoint, Deadline deadline) {
    return HttpClient.newBuilder().connectTimeout(deadline.remaining()).build();
  }

  @Override
  protected ServerMetadata probeClient(HttpClient client, Deadline deadline) throws Exception {
    HttpResponse<String> answer =
        client.send(request("/probe", deadline), HttpResponse.BodyHandlers.ofString());
    return new ServerMetadata(answer.body(), null, null, null, Map.of());
  }

  @Override
  protected void closeClient(HttpClient client) {
    // The JDK's client ends with its last use.
  }
}
