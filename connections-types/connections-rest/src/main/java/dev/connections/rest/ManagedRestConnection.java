package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ClientConnection;
import dev.connections.spi.ClientWork;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A REST API on the runtime's part of a connection. Thread-safe. */
final class ManagedRestConnection
    extends ClientConnection<OkHttpClient, RestServer, EndpointContext<RestConfiguration>>
    implements RestConnection {

  private final RestServers servers;
  private final OkHttpClient guarded;
  private final Supplier<JsonCodec> codec;

  /**
   * A connection.
   *
   * @param codec asked when JSON is needed
   */
  ManagedRestConnection(
      ConnectionContext<RestConfiguration> context,
      RestServers servers,
      Supplier<JsonCodec> codec) {
    super(context, Function.identity());
    this.servers = servers;
    this.codec = codec;
    RestServer original = servers.original();
    this.guarded =
        original
            .client()
            .newBuilder()
            .callTimeout(Duration.ZERO) // the time to the headers is limited, that of a body is not
            .addInterceptor(new AdmissionInterceptor(core(), original))
            .build();
  }

  /** The same connection with another codec. */
  private ManagedRestConnection(ManagedRestConnection shared, JsonCodec codec) {
    super(shared);
    this.servers = shared.servers;
    this.codec = found(codec);
    this.guarded = shared.guarded;
  }

  @Override
  protected RestServer openClient(EndpointContext<RestConfiguration> endpoint, Deadline deadline) {
    return servers.open(endpoint);
  }

  @Override
  protected ServerMetadata probeClient(RestServer server, Deadline deadline) throws IOException {
    return server.probe(deadline);
  }

  @Override
  protected ProbeResult finding(RestServer server, ServerMetadata answer) {
    return server.finding();
  }

  @Override
  protected boolean isWritable(RestServer server, Deadline deadline) throws IOException {
    return server.isWritable(deadline);
  }

  /** What the JVM's name service says, which the client's pooled connections do not follow. */
  @Override
  protected Set<String> addresses(EndpointContext<RestConfiguration> endpoint) throws IOException {
    return HostAddresses.of(new BaseUrl(endpoint.configuration().url()).host());
  }

  @Override
  protected void abortClient(RestServer server) {
    server.client().dispatcher().cancelAll();
  }

  @Override
  protected void closeClient(RestServer server) {
    servers.close(server);
  }

  @Override
  protected int capacity(EndpointContext<RestConfiguration> endpoint) {
    return RestServer.DEFAULT_CAPACITY;
  }

  @Override
  protected FailureClassifier failures(EndpointContext<RestConfiguration> endpoint) {
    return RestFailures.INSTANCE;
  }

  @Override
  public <T> RestResponse<T> exchange(RestRequest request, JsonType<T> type) {
    Operation operation = request.operation();
    return call(operation, work(request, operation, type, RestCaller::call));
  }

  @Override
  public <T> CompletableFuture<RestResponse<T>> exchangeAsync(
      RestRequest request, JsonType<T> type) {
    Operation operation = request.operation();
    return callAsync(operation, work(request, operation, type, RestCaller::call));
  }

  @Override
  public <T> T send(RestRequest request, JsonType<T> type) {
    Operation operation = request.operation();
    return call(operation, work(request, operation, type, RestCaller::body));
  }

  @Override
  public <T> CompletableFuture<T> sendAsync(RestRequest request, JsonType<T> type) {
    Operation operation = request.operation();
    return callAsync(operation, work(request, operation, type, RestCaller::body));
  }

  /**
   * Makes an attempt, and gives what is wanted of the answer: that there is a body is part of it,
   * so that a success of which nothing can be used counts as a failure.
   */
  private interface Exchange<T, A> {
    A by(
        RestCaller caller,
        Request.Builder request,
        Object label,
        JsonType<T> type,
        Supplier<JsonCodec> codec,
        AttemptScope scope)
        throws IOException;
  }

  /** Written by the calling thread: what is wrong with a request is thrown and not sent. */
  private <T, A> ClientWork<RestServer, A> work(
      RestRequest request, Operation operation, JsonType<T> type, Exchange<T, A> exchange) {
    boolean wantsJson = SuccessAnswers.needsCodec(type);
    // If there is none, that must be known before anything is sent.
    Supplier<JsonCodec> json = wantsJson ? found(codec.get()) : codec;
    WrittenRequest written = RequestWriter.write(request, operation, wantsJson, json);
    return (server, scope) -> {
      RequestLabel label = new RequestLabel(written.method(), server.base(), written.route());
      return exchange.by(server.caller(), written.on(server.base()), label, type, json, scope);
    };
  }

  @Override
  public RestConnection withCodec(JsonCodec newCodec) {
    return new ManagedRestConnection(this, newCodec);
  }

  private static Supplier<JsonCodec> found(JsonCodec codec) {
    return () -> codec;
  }

  @Override
  public OkHttpClient client() {
    try {
      connect();
    } catch (TransientConnectionException away) {
      // Libraries are wired with the client at start: its use fails until the server is there.
    }
    return guarded;
  }
}
