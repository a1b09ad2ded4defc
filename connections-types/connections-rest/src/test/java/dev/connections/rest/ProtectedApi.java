package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A small real API that lets in only those requests that it accepts, and remembers all. */
final class ProtectedApi implements AutoCloseable {

  /**
   * A request.
   *
   * @param headers by name in lower case
   */
  record Seen(String method, String uri, Map<String, String> headers, String body) {

    /** A header; empty if there is none. */
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  volatile Predicate<Seen> accepts;

  /** What a rejected request is answered with; the body is that text. */
  volatile Function<Seen, String> rejection = request -> "";

  volatile String challenge = "";

  /** Where a request is redirected to, by its path. */
  final Map<String, String> redirects = new java.util.concurrent.ConcurrentHashMap<>();

  ProtectedApi(Predicate<Seen> accepts) {
    this.accepts = accepts;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/api";
  }

  /** The requests so far, probes left out. */
  List<Seen> seen() {
    return seen;
  }

  private void serve(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> String.join(", ", entry.getValue()),
                    (first, second) -> first + ", " + second,
                    TreeMap::new));
    Seen request =
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    seen.add(request);
    String place = redirects.get(exchange.getRequestURI().getPath());
    if (place != null) {
      exchange.getResponseHeaders().set("Location", place);
      send(exchange, 307, "");
    } else if (accepts.test(request)) {
      send(exchange, 200, "\"ok\"");
    } else {
      if (!challenge.isEmpty()) {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
      }
      send(exchange, 401, rejection.apply(request));
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
