package dev.connections.benchmarks;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.web.client.RestClient;

/**
 * A GET whose whole body is read into an array, by each of the alternatives. All speak HTTP/1.1 and
 * keep as many connections as there are threads.
 */
final class HttpCalls implements AutoCloseable {

  /** As many as the measurement with the most threads has, so that nobody waits. */
  private static final int CONNECTIONS = 64;

  /** One exchange. */
  interface Exchange {
    byte[] get() throws Throwable;
  }

  private final Exchange exchange;
  private final Runnable end;

  private HttpCalls(Exchange exchange, Runnable end) {
    this.exchange = exchange;
    this.end = end;
  }

  static HttpCalls of(String alternative, String server, int size) {
    String url = server + "/" + size;
    return switch (alternative) {
      case "okhttp" -> okHttp(okHttpClient(), url);
      case "okhttpResilience4j" -> guarded(okHttp(okHttpClient(), url));
      case "jdk" -> jdk(url);
      case "restClient" -> restClient(url);
      case "oursTyped" -> ours(server, connection -> () -> typed(connection, "/" + size));
      case "oursClient" -> ours(server, connection -> okHttp(connection.client(), url).exchange);
      default -> throw new IllegalArgumentException(alternative);
    };
  }

  byte[] get() throws Throwable {
    return exchange.get();
  }

  private static OkHttpClient okHttpClient() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(CONNECTIONS, 5, TimeUnit.MINUTES))
        .build();
  }

  private static HttpCalls okHttp(OkHttpClient client, String url) {
    Request request = new Request.Builder().url(url).build();
    return new HttpCalls(
        () -> {
          try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
              throw new IOException("Status " + response.code());
            }
            return response.body().bytes();
          }
        },
        () -> {
          client.dispatcher().executorService().shutdown();
          client.connectionPool().evictAll();
        });
  }

  private static HttpCalls guarded(HttpCalls calls) {
    Bulkhead bulkhead =
        Bulkhead.of("http", BulkheadConfig.custom().maxConcurrentCalls(CONNECTIONS).build());
    CircuitBreaker circuit =
        CircuitBreaker.of(
            "http",
            CircuitBreakerConfig.custom()
                .slidingWindow(30, 20, SlidingWindowType.TIME_BASED)
                .build());
    Retry retry =
        Retry.of(
            "http", RetryConfig.custom().ignoreExceptions(BulkheadFullException.class).build());
    CheckedSupplier<byte[]> guarded =
        Retry.decorateCheckedSupplier(
            retry,
            Bulkhead.decorateCheckedSupplier(
                bulkhead, CircuitBreaker.decorateCheckedSupplier(circuit, calls.exchange::get)));
    return new HttpCalls(guarded::get, calls.end);
  }

  private static HttpCalls jdk(String url) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return new HttpCalls(() -> client.send(request, BodyHandlers.ofByteArray()).body(), () -> {});
  }

  /** As it is by default where only the JDK's client is there. */
  private static HttpCalls restClient(String url) {
    RestClient client = RestClient.create();
    URI uri = URI.create(url);
    return new HttpCalls(
        () -> Objects.requireNonNull(client.get().uri(uri).retrieve().body(byte[].class)),
        () -> {});
  }

  private interface Use {
    Exchange of(RestConnection connection);
  }

  private static HttpCalls ours(String server, Use use) {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "benchmark.yaml",
            """
            connections:
              http:
                type: Rest
                url: %s
                bulkhead: { maxConcurrent: %d }
                http: { maxIdleConnections: %d }
            """
                .formatted(server, CONNECTIONS, CONNECTIONS));
    ConnectionProvider provider =
        Connections.builder()
            .configuration(configuration)
            .types(RestConnectionTypes.source())
            .open();
    return new HttpCalls(
        use.of(provider.get("http", RestConnection.class)), () -> provider.close(Duration.ZERO));
  }

  private static byte[] typed(RestConnection connection, String route) {
    return connection.get(route, byte[].class);
  }

  @Override
  public void close() {
    end.run();
  }
}
