package dev.connections.outside;

import java.io.IOException;
import java.util.Locale;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/**
 * A small HTTP server. Ours has 64 permits, or as many as there are connections where that matters.
 */
record HttpStage(boolean isLimited) implements Stage<HttpStage.Site, OkHttpClient> {

  /** A server with a few routes. */
  static final class Site extends Dispatcher implements Peer {

    private final MockWebServer server = new MockWebServer();

    Site() throws IOException {
      server.setDispatcher(this);
      server.start();
    }

    int port() {
      return server.getPort();
    }

    String url() {
      return "http://localhost:" + server.getPort() + "/";
    }

    String url(String path) {
      return url() + path;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String path = request.getUrl().encodedPath();
      MockResponse.Builder answer = new MockResponse.Builder();
      if ("HEAD".equals(request.getMethod())) {
        return answer.build();
      }
      if (path.startsWith("/status/")) {
        int status = Integer.parseInt(path.substring("/status/".length()));
        return status == 204
            ? answer.code(204).build()
            : answer.code(status).body("status " + status).build();
      }
      if (path.startsWith("/private")) {
        boolean known = "Bearer fresh".equals(request.getHeaders().get("Authorization"));
        return known
            ? answer.body("secret").build()
            : answer.code(401).addHeader("WWW-Authenticate", "Bearer").build();
      }
      if (path.startsWith("/token")) {
        return answer.body("fresh").build();
      }
      if (path.startsWith("/redirect")) {
        return answer.code(302).addHeader("Location", "/items/1").build();
      }
      if (path.startsWith("/large")) {
        return answer.chunkedBody("x".repeat(300_000), 8192).build();
      }
      if (path.startsWith("/slow")) {
        return answer.headersDelay(2, java.util.concurrent.TimeUnit.SECONDS).body("late").build();
      }
      String body = request.getBody() == null ? "" : request.getBody().utf8();
      return answer
          .addHeader("Content-Type", "text/plain")
          .body(request.getMethod() + " " + path + " " + body)
          .build();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public String name() {
    return "HTTP";
  }

  @Override
  public Site start() throws IOException {
    return new Site();
  }

  @Override
  public Contestant<OkHttpClient> raw(Site peer, int size) {
    return new RawClient();
  }

  @Override
  public Contestant<OkHttpClient> ours(Site peer, int size) {
    return Ours.rest(entry(peer.url(), isLimited ? size : 64));
  }

  static String entry(String url, int permits) {
    return String.format(
        Locale.ROOT, "type: Rest%nurl: %s%nbulkhead: {maxConcurrent: %d}%n", url, permits);
  }
}
