package dev.connections.sample.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP API that knows what things cost. */
public final class CatalogServer implements AutoCloseable {

  private static final Map<String, Integer> PRICES_IN_CENTS =
      Map.of("espresso-machine", 64_900, "grinder", 18_950, "cup", 1_290);

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);

  private CatalogServer(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static CatalogServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CatalogServer catalog = new CatalogServer(http);
    http.createContext("/api/products/", catalog::product);
    http.createContext("/api/reservations", catalog::reserve);
    http.createContext("/api", exchange -> answer(exchange, 200, "{\"service\":\"catalog\"}"));
    http.setExecutor(catalog.workers);
    http.start();
    return catalog;
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void product(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String sku = path.substring(path.lastIndexOf('/') + 1);
    Integer cents = PRICES_IN_CENTS.get(sku);
    if (cents == null) {
      answer(exchange, 404, "{\"title\":\"No such product\",\"status\":404}");
    } else {
      answer(exchange, 200, "{\"sku\":\"" + sku + "\",\"cents\":" + cents + "}");
    }
  }

  private void reserve(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, 201, request);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
