package dev.connections.traps;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The HTTP client that Resilience4j and Failsafe are put around: OkHttp at its defaults, with a
 * status of 400 and above as an exception. Thread-safe.
 */
final class PlainClient implements AutoCloseable {

  /** An answer that was not a success. */
  static final class StatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final OkHttpClient client;

  PlainClient() {
    this(new OkHttpClient());
  }

  PlainClient(OkHttpClient client) {
    this.client = client;
  }

  static PlainClient withCallTimeout(Duration timeout) {
    return new PlainClient(new OkHttpClient.Builder().callTimeout(timeout).build());
  }

  OkHttpClient okHttp() {
    return client;
  }

  String get(String url) throws IOException {
    try (Response answer = client.newCall(new Request.Builder().url(url).build()).execute()) {
      if (answer.code() >= 400) {
        throw new StatusException(answer.code());
      }
      return answer.body().string();
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdownNow();
    client.connectionPool().evictAll();
  }
}
