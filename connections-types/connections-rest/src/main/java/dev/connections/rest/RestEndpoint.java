package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * A server as the runtime drives it. The client is there from the beginning and connects by itself;
 * opening finds out whether the server answers at all.
 */
final class RestEndpoint implements Endpoint {

  /** How many requests at once make sense where nobody says otherwise. */
  static final int DEFAULT_CAPACITY = 64;

  private final OkHttpClient client;
  private final BaseUrl base;
  private final HealthProbe health;
  private final RestFailures failures;
  private final RestCaller caller;
  private volatile ProbeResult finding = ProbeResult.NOTHING;

  RestEndpoint(
      OkHttpClient client,
      BaseUrl base,
      HealthProbe health,
      RestFailures failures,
      RestCaller caller) {
    this.client = client;
    this.base = base;
    this.caller = caller;
    this.health = health;
    this.failures = failures;
  }

  /** Makes calls of the pipeline. */
  RestCaller caller() {
    return caller;
  }

  /** What calls are made with. */
  OkHttpClient client() {
    return client;
  }

  BaseUrl base() {
    return base;
  }

  /** A request that was written for no server, as it is for this one. */
  Request adopt(Request written) {
    return base.rebase(written, BaseUrl.NOWHERE);
  }

  /** A server that answers its probe without problem takes requests of every kind. */
  @Override
  public boolean isWritable(Deadline deadline) throws IOException {
    return health.ask(deadline).finding().problem() == null;
  }

  /** Any answer will do: a server whose health path fails may well serve everything else. */
  @Override
  public ServerMetadata open(Deadline deadline) throws IOException {
    HealthProbe.Sign sign = health.ask(deadline);
    finding = sign.finding();
    return sign.server();
  }

  @Override
  public void probe(Deadline deadline) throws IOException {
    finding = health.ask(deadline).finding();
  }

  /** What the JVM's name service says, which the client's pooled connections do not follow. */
  @Override
  public Set<String> addresses() throws IOException {
    return HostAddresses.of(base.host());
  }

  @Override
  public ProbeResult finding() {
    return finding;
  }

  @Override
  public void abort() {
    client.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
  }

  @Override
  public int capacity() {
    return DEFAULT_CAPACITY;
  }

  @Override
  public FailureClassifier failures() {
    return failures;
  }
}
