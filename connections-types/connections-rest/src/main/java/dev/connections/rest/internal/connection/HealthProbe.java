package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.rest.internal.request.ExpectedHealth;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.rest.json.JsonCodec;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the server answers, with a HEAD of the health path, or a GET once the server has
 * said that it knows no HEAD, or if the answer's body counts. Any answer means that it can be
 * reached; what it must be to be well is for {@link ExpectedHealth} to say. Thread-safe.
 */
final class HealthProbe {

  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SERVER_FAILURE = 500;

  /** A health document is short; a longer one is not read. */
  private static final int LONGEST_DOCUMENT = 1 << 18;

  /** The first product of a {@code Server} header, with its version if it tells. */
  private static final Pattern PRODUCT = Pattern.compile("([^\\s/(]+)(?:/(\\S+))?");

  private final OkHttpClient client;
  private final HttpUrl url;
  private final String address;
  private final ExpectedHealth expected;
  private final Supplier<JsonCodec> codec;
  private final @Nullable BearerTokens tokens;
  private volatile boolean headRejected;

  /**
   * For a server.
   *
   * @param address what to call it
   * @param expected what its answer must be
   * @param codec reads the answer
   * @param tokens what probes are sent with, if it is there; null if none
   */
  HealthProbe(
      OkHttpClient client,
      HttpUrl url,
      String address,
      ExpectedHealth expected,
      Supplier<JsonCodec> codec,
      @Nullable BearerTokens tokens) {
    this.client = client;
    this.url = url;
    this.address = address;
    this.expected = expected;
    this.codec = codec;
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
    if (!headRejected && !expected.needsBody()) {
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
    return new Sign(server(response), finding(probe, response));
  }

  private ProbeResult finding(String probe, Response response) {
    int status = response.code();
    Map<String, String> data = new LinkedHashMap<>();
    data.put("probe", probe);
    data.put("status", String.valueOf(status));
    if (!expected.allows(status)) {
      return new ProbeResult("The probe " + probe + " was answered with " + status, data);
    }
    if (status >= 400 && status < SERVER_FAILURE) {
      data.put("note", "any answer below 500 means that the server is there");
    }
    String wrong = expected.needsBody() ? wrongIn(response) : null;
    return new ProbeResult(
        wrong == null ? null : "The probe " + probe + " was answered with " + status + ": " + wrong,
        data);
  }

  /** What is wrong with the answer's JSON; null if nothing is. */
  private @Nullable String wrongIn(Response response) {
    try {
      BufferedSource body = response.body().source();
      if (body.request(LONGEST_DOCUMENT + 1L)) {
        return "more than " + LONGEST_DOCUMENT + " bytes; let healthPath name a shorter answer";
      }
      Map<String, Object> document =
          codec.get().decode(body.readByteArray(), ExpectedHealth.DOCUMENT);
      return expected.problem(document == null ? Map.of() : document);
    } catch (IOException | RuntimeException unreadable) {
      // Codecs differ in what they throw for a text that is none.
      return "the body is no JSON object";
    }
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
