package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A small strict token server: a form by POST, a client that it knows, one grant. Its tokens are
 * {@code token-1}, {@code token-2} and so on. What it answers can be replaced, to be as faulty as
 * one likes.
 */
final class TokenEndpoint implements AutoCloseable {

  /** Encoded before it is put into the header, or the server does not understand it. */
  static final String SECRET = "s3cr3t-cli:ent/+ü%";

  static final String CLIENT = "shop:1";

  /**
   * A token request.
   *
   * @param authorization the header; empty if there was none
   * @param form the parameters, decoded
   */
  record Asked(String authorization, Map<String, String> form) {}

  /**
   * An answer.
   *
   * @param headers each like {@code Retry-After: 1}
   */
  record Answer(int status, String body, String... headers) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  volatile String secret = SECRET;
  volatile Function<Asked, Answer> answers = this::token;

  TokenEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/idp/token", this::serve);
    server.createContext("/idp", exchange -> send(exchange, new Answer(200, "")));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/idp";
  }

  /** The token requests so far. */
  List<Asked> asked() {
    return asked;
  }

  int count() {
    return asked.size();
  }

  /** A token for a client that it knows. */
  Answer token(Asked request) {
    return isKnown(request)
        ? new Answer(
            200,
            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .formatted(next()))
        : new Answer(
            401,
            "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client\\nor secret\"}",
            "WWW-Authenticate: Basic realm=\"idp\"");
  }

  String next() {
    return "token-" + issued.incrementAndGet() + "-s3cr3t";
  }

  private boolean isKnown(Asked request) {
    String form = request.form().get("client_secret");
    if (form != null) {
      return form.equals(secret) && CLIENT.equals(request.form().get("client_id"));
    }
    if (!request.authorization().startsWith("Basic ")) {
      return false;
    }
    String pair =
        new String(Base64.getDecoder().decode(request.authorization().substring(6)), UTF_8);
    int colon = pair.indexOf(':');
    return URLDecoder.decode(pair.substring(0, colon), UTF_8).equals(CLIENT)
        && URLDecoder.decode(pair.substring(colon + 1), UTF_8).equals(secret);
  }

  /** Waits until the test lets go, or is over. */
  void hold() {
    try {
      release.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void release() {
    release.countDown();
  }

  /** What was wrong with requests, whatever was answered. */
  List<String> problems() {
    return problems;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!exchange.getRequestMethod().equals("POST")
        || !"application/x-www-form-urlencoded".equals(type)) {
      problems.add(exchange.getRequestMethod() + " of " + type);
      send(exchange, new Answer(400, "{\"error\":\"invalid_request\"}"));
      return;
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Asked request = new Asked(authorization == null ? "" : authorization, form(body));
    asked.add(request);
    send(exchange, answers.apply(request));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      List<String> parts = new ArrayList<>(List.of(pair.split("=", 2)));
      form.put(URLDecoder.decode(parts.get(0), UTF_8), URLDecoder.decode(parts.get(1), UTF_8));
    }
    return form;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    for (String header : answer.headers()) {
      String[] parts = header.split(": ", 2);
      exchange.getResponseHeaders().set(parts[0], parts[1]);
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(answer.status(), head ? -1 : bytes.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
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
