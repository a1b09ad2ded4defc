package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.ServerMetadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks the server for a sign of life: a HEAD of the health path, or a GET once the server has said
 * that it knows no HEAD. Any answer means that it can be reached. Thread-safe.
 */
final class HealthProbe {

  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;

  private final OkHttpClient client;
  private final HttpUrl url;
  private final String address;
  private volatile boolean headRefused;

  HealthProbe(OkHttpClient client, HttpUrl url, String address) {
    this.client = client;
    this.url = url;
    this.address = address;
  }

  /**
   * An answer to a probe.
   *
   * @param status its status
   * @param server what it said of the server
   */
  record Sign(int status, ServerMetadata server) {

    /** Whether the server itself failed; 4xx means that it is there and wants something else. */
    boolean isServerFailure() {
      return status >= 500;
    }
  }

  /** What the server answers. */
  Sign ask(Deadline deadline) throws IOException {
    if (!headRefused) {
      Sign sign = ask("HEAD", deadline);
      if (sign.status() != METHOD_NOT_ALLOWED && sign.status() != NOT_IMPLEMENTED) {
        return sign;
      }
      headRefused = true;
    }
    return ask("GET", deadline);
  }

  private Sign ask(String method, Deadline deadline) throws IOException {
    Call call = client.newCall(new Request.Builder().url(url).method(method, null).build());
    call.timeout().timeout(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return new Sign(response.code(), describe(method, response));
    }
  }

  private ServerMetadata describe(String method, Response response) {
    String server = response.header("Server", "HTTP server");
    String[] product = server.split("[/ ]", 3);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("status", String.valueOf(response.code()));
    attributes.put("server", server);
    attributes.put("protocol", response.protocol().toString());
    attributes.put("probe", method + " " + url.encodedPath());
    if (response.code() >= 400 && response.code() < 500) {
      attributes.put(
          "note", "reachable: any answer below 500 counts, this one asks for something else");
    }
    boolean versioned = server.contains("/") && product.length > 1;
    return new ServerMetadata(
        versioned ? product[0] : server,
        versioned ? product[1] : null,
        "OkHttp " + OkHttp.VERSION,
        address,
        attributes);
  }
}
