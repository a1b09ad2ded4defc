package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A small real API: it echoes, it answers with any status, it keeps callers waiting. */
final class ApiServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger holding = new AtomicInteger();
  private final AtomicInteger mostHeld = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  volatile int healthStatus = 200;
  volatile String lastKey = "";

  /** Without this token, everything but health is 401; empty if nobody asks. */
  volatile String requiredToken = "";

  ApiServer() throws IOException {
    this(0);
  }

  ApiServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(threads);
    server.createContext("/api/echo", this::echo);
    server.createContext("/api/status/", this::status);
    server.createContext("/api/hold", this::hold);
    server.createContext("/api/health", exchange -> answer(exchange, healthStatus, ""));
    server.createContext("/", exchange -> answer(exchange, 404, ""));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The requests so far, probes left out. */
  List<String> seen() {
    return seen;
  }

  int holding() {
    return holding.get();
  }

  int mostHeld() {
    return mostHeld.get();
  }

  /** Lets all who are held go, and holds nobody any more. */
  void release() {
    release.countDown();
  }

  private void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    note(exchange);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (!requiredToken.isEmpty() && !("Bearer " + requiredToken).equals(token)) {
      answer(exchange, 401, "{}");
      return;
    }
    answer(exchange, 200, body.length == 0 ? "{}" : new String(body, UTF_8));
  }

  private void status(HttpExchange exchange) throws IOException {
    note(exchange);
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/later")) {
      exchange.getResponseHeaders().add("Retry-After", "3");
      path = path.substring(0, path.length() - "/later".length());
    }
    answer(exchange, Integer.parseInt(path.substring("/api/status/".length())), "{\"no\":1}");
  }

  private void hold(HttpExchange exchange) throws IOException {
    note(exchange);
    int now = holding.incrementAndGet();
    mostHeld.accumulateAndGet(now, Math::max);
    try {
      release.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      holding.decrementAndGet();
    }
    answer(exchange, 200, "\"held\"");
  }

  private void note(HttpExchange exchange) {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    lastKey = key == null ? "" : key;
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    boolean withoutBody = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Server", "acme/1.2");
    exchange.sendResponseHeaders(status, withoutBody ? -1 : bytes.length);
    if (!withoutBody) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
