package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A server, and what it is reached with. Does no I/O until it is asked. Thread-safe. */
public final class RestServer {

  private final OkHttpClient client;
  private final BaseUrl base;
  private final HealthProbe health;
  private final RestCaller caller;
  private final @Nullable BearerTokens tokens;
  private volatile ProbeResult finding = ProbeResult.NOTHING;
  private volatile boolean closed;

  /** Of the view that was used last: most connections have one, if any. */
  private volatile @Nullable Intercepted intercepted;

  private record Intercepted(List<Interceptor> attempts, RestCaller caller) {}

  public RestServer(
      OkHttpClient client,
      BaseUrl base,
      HealthProbe health,
      RestCaller caller,
      @Nullable BearerTokens tokens) {
    this.client = client;
    this.base = base;
    this.health = health;
    this.caller = caller;
    this.tokens = tokens;
  }

  /** Makes calls of the pipeline, in the manner of a view. */
  public RestCaller caller(RestView view) {
    List<Interceptor> attempts = view.attempts();
    if (attempts.isEmpty()) {
      return caller;
    }
    Intercepted made = intercepted;
    if (made == null || !made.attempts().equals(attempts)) {
      made = new Intercepted(attempts, caller.around(attempts));
      intercepted = made;
    }
    return made.caller();
  }

  /** What calls are made with. */
  public OkHttpClient client() {
    return client;
  }

  /** What requests are sent with; null if there are no tokens. */
  @Nullable BearerTokens tokens() {
    return tokens;
  }

  public BaseUrl base() {
    return base;
  }

  /** Any answer will do: a server whose health path fails may well serve everything else. */
  public ServerMetadata probe(Deadline deadline) throws IOException {
    HealthProbe.Sign sign = ask(deadline);
    finding = sign.finding();
    return sign.server();
  }

  /**
   * What the last answer said of the server's health; but a server that can be reached is of no use
   * while the token server rejects the client.
   */
  public ProbeResult finding() {
    String problem = tokens == null ? null : tokens.problem();
    return problem == null ? finding : new ProbeResult(problem, finding.data());
  }

  /** A server that answers its probe without problem takes requests of every kind. */
  public boolean isWritable(Deadline deadline) throws IOException {
    return ask(deadline).finding().problem() == null;
  }

  /** A probe that ends after the server was closed leaves no connection behind. */
  private HealthProbe.Sign ask(Deadline deadline) throws IOException {
    try {
      return health.ask(deadline);
    } finally {
      if (closed) {
        client.connectionPool().evictAll();
      }
    }
  }

  /** It is used, for the first time or again after it was closed. */
  public void open() {
    closed = false;
  }

  /** Lets go of idle connections; what a probe is using now is closed when the probe ends. */
  public void close() {
    closed = true;
    client.connectionPool().evictAll();
  }
}
