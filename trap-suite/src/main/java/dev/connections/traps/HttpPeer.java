package dev.connections.traps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that does what a scenario says and counts. Thread-safe. */
final class HttpPeer implements AutoCloseable {

  /** What it does with a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, int number) throws Exception;
  }

  static {
    // Otherwise every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(HttpPeer::daemon);
  private final AtomicInteger requests = new AtomicInteger();

  private HttpPeer(HttpServer server) {
    this.server = server;
  }

  /** A server that gives a status to everything. */
  static HttpPeer always(int status) throws IOException {
    return of((exchange, number) -> reply(exchange, status, "{}"));
  }

  /**
   * A server with a behaviour, which is given the requests with their numbers from 1 on. If it
   * throws, the connection is closed without an answer.
   */
  static HttpPeer of(Behaviour behaviour) throws IOException {
    return at(InetAddress.getLoopbackAddress(), 0, behaviour);
  }

  static HttpPeer at(InetAddress address, int port, Behaviour behaviour) throws IOException {
    HttpPeer peer = new HttpPeer(HttpServer.create(new InetSocketAddress(address, port), 500));
    peer.server.setExecutor(peer.threads);
    peer.server.createContext(
        "/",
        exchange -> {
          int number = peer.requests.incrementAndGet();
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange, number);
          } catch (IOException failure) {
            throw failure;
          } catch (Exception failure) {
            throw new IOException(failure);
          }
        });
    peer.server.start();
    return peer;
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bare ? -1 : bytes.length);
    if (bare) {
      return;
    }
    exchange.getResponseBody().write(bytes);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-peer");
    thread.setDaemon(true);
    return thread;
  }

  /** How many requests have come. */
  int requests() {
    return requests.get();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
