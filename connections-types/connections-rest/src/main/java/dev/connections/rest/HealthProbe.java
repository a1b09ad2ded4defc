package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the server answers, with a HEAD of the health path, or a GET once the server has
 * said that it knows no HEAD. Any answer means that it can be reached. Thread-safe.
 */
final class HealthProbe {

  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SERVER_FAILURE = 500;

  /** The first product of a {@code Server} header, with its version if it tells. */
  private static final Pattern PRODUCT = Pattern.compile("([^\\s/(]+)(?:/(\\S+))?");

  private final OkHttpClient client;
  private final HttpUrl url;
  private final String address;
  private final @Nullable BearerTokens tokens;
  private volatile boolean headRejected;

  /**
   * For a server.
   *
   * @param address what to call it
   * @param tokens what probes are sent with, if it is there; null if none
   */
  HealthProbe(OkHttpClient client, HttpUrl url, String address, @Nullable BearerTokens tokens) {
    this.client = client;
    this.url = url;
    this.address = address;
    this.tokens = tokens;
  }

  /**
   * An answer to a probe.
   *
   * @param server what it said of the server
   * @param finding what it said of the server's health
   */
  record Sign(ServerMetadata server, ProbeResult finding) {}

  /** What the server answers. */
  Sign ask(Deadline deadline) throws IOException {
    if (!headRejected) {
      try (Response response = send("HEAD", deadline)) {
        if (response.code() != METHOD_NOT_ALLOWED && response.code() != NOT_IMPLEMENTED) {
          return sign("HEAD", response);
        }
        headRejected = true;
      }
      // Who knows no HEAD may have sent a body all the same, which would be taken for an answer.
      client.connectionPool().evictAll();
    }
    try (Response response = send("GET", deadline)) {
      return sign("GET", response);
    }
  }

  private Response send(String method, Deadline deadline) throws IOException {
    Request request = new Request.Builder().url(url).method(method, null).build();
    Call call = client.newCall(tokens == null ? request : tokens.onProbe(request));
    // A little sooner than those who wait give up, so that they are told why. Zero would mean for
    // ever.
    long remaining = deadline.remainingNanos();
    call.timeout().timeout(Math.max(1, remaining - remaining / 20), TimeUnit.NANOSECONDS);
    return call.execute();
  }

  private Sign sign(String method, Response response) {
    String probe = method + " " + url.encodedPath();
    return new Sign(server(response), finding(probe, response.code()));
  }

  private static ProbeResult finding(String probe, int status) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("probe", probe);
    data.put("status", String.valueOf(status));
    if (status >= 400 && status < SERVER_FAILURE) {
      data.put("note", "any answer below 500 means that the server is there");
    }
    String problem =
        status < SERVER_FAILURE ? null : "The probe " + probe + " was answered with " + status;
    return new ProbeResult(problem, data);
  }

  private ServerMetadata server(Response response) {
    String header = response.header("Server", "");
    Matcher product = PRODUCT.matcher(header == null ? "" : header);
    boolean named = product.lookingAt();
    return new ServerMetadata(
        named ? product.group(1) : "HTTP server",
        named ? product.group(2) : null,
        "OkHttp " + OkHttp.VERSION,
        address,
        Map.of("protocol", response.protocol().toString()));
  }
}
