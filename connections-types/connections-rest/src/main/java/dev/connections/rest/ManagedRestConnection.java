package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ClientConnection;
import dev.connections.spi.ClientWork;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.ProbeResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A REST API on the runtime's part of a connection. Thread-safe. */
final class ManagedRestConnection
    extends ClientConnection<OkHttpClient, RestServer, EndpointContext<RestConfiguration>>
    implements RestConnection {

  private final RestServers servers;
  private final @Nullable RequestSigner signer;
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
    super(context, endpoint -> ConfiguredCodecs.same(context, servers.checked(endpoint)));
    this.servers = servers;
    this.codec = codec;
    this.signer = null;
    this.guarded = guarded();
  }

  /** The same connection with another codec. */
  private ManagedRestConnection(ManagedRestConnection shared, JsonCodec codec) {
    super(shared);
    this.servers = shared.servers;
    this.codec = found(codec);
    this.signer = shared.signer;
    this.guarded = shared.guarded;
  }

  /** The same connection with another signer. */
  private ManagedRestConnection(ManagedRestConnection shared, RequestSigner signer) {
    super(shared);
    this.servers = shared.servers;
    this.codec = shared.codec;
    this.signer = signer;
    this.guarded = guarded();
  }

  private OkHttpClient guarded() {
    RestServer original = servers.original();
    return original
        .client()
        .newBuilder()
        .callTimeout(Duration.ZERO) // the time to the headers is limited, that of a body is not
        .addInterceptor(new AdmissionInterceptor(core(), original, signer))
        .build();
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
  protected PoolStatistics pool(RestServer server) {
    ConnectionPool pool = server.client().connectionPool();
    int idle = pool.idleConnectionCount();
    int total = Math.max(idle, pool.connectionCount());
    return new PoolStatistics(
        server.client().dispatcher().getMaxRequests(), total, total - idle, idle);
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
    return work(
        RequestWriter.write(request, operation, wantsJson, json),
        (server, written, label, scope) ->
            exchange.by(server.caller(), written, label, type, json, scope));
  }

  /** Makes an attempt at a server. */
  private interface Attempted<A extends @Nullable Object> {
    A at(RestServer server, Request.Builder request, Object label, AttemptScope scope)
        throws IOException;
  }

  private <A extends @Nullable Object> ClientWork<RestServer, A> work(
      WrittenRequest written, Attempted<A> attempted) {
    return (server, scope) -> {
      RequestLabel label = new RequestLabel(written.method(), server.base(), written.route());
      Request.Builder sent = written.on(server.base());
      if (signer != null) {
        sent.tag(RequestSigner.class, signer);
      }
      try {
        return attempted.at(server, sent, label, scope);
      } catch (AnswerException known) {
        if (written.body() instanceof AttemptBody
            && known.classification().kind() == Kind.AUTHENTICATION) {
          scope.notRepeatable("whoever asks for a token decides when to ask again");
        }
        throw known;
      }
    };
  }

  @Override
  public <T extends @Nullable Object> T stream(RestRequest request, ResponseReader<T> reader) {
    Operation operation = request.operation();
    WrittenRequest sent = RequestWriter.write(request, operation, false, codec);
    return call(
        operation,
        work(
            sent,
            (server, written, label, scope) ->
                server.caller().stream(written, label, codec, scope, reader)));
  }

  @Override
  public RestResponse<Path> download(RestRequest request, Path target, DownloadListener listener) {
    Operation operation = request.operation();
    WrittenRequest sent = RequestWriter.write(request, operation, false, codec);
    try (Download download = Download.to(target, request, listener)) {
      RestResponse<Path> response =
          call(
              operation,
              work(
                  sent,
                  (server, written, label, scope) ->
                      download.attempt(server.caller(), written, label, codec, scope)));
      if (response.body() != null) {
        download.complete();
      }
      return response;
    }
  }

  @Override
  public <T> Pages<T> pages(RestRequest first, JsonType<T> type) {
    if (!first.method().equals("GET")) {
      throw new IllegalArgumentException(
          "The links of pages are followed with GET, but the first request is "
              + first
              + "; give a function that makes the next request");
    }
    return new Pages<>(
        first,
        () -> {
          Operation operation = first.operation();
          boolean wantsJson = SuccessAnswers.needsCodec(type);
          Supplier<JsonCodec> json = wantsJson ? found(codec.get()) : codec;
          return new LinkedPages<T>(
              RequestWriter.write(first, operation, wantsJson, json),
              page -> call(operation, work(page, pageOf(type, json))));
        });
  }

  private static <T> Attempted<LinkedPages.Page<T>> pageOf(
      JsonType<T> type, Supplier<JsonCodec> json) {
    return (server, written, label, scope) ->
        server
            .caller()
            .exchange(
                written,
                label,
                json,
                scope,
                (response, phases) -> {
                  HttpUrl from = response.request().url();
                  String next = NextLink.in(response.headers("Link"));
                  return new LinkedPages.Page<>(
                      server.caller().successes().read(response, label, type, json, phases),
                      server.base().link(from),
                      next == null ? null : PageLink.of(next, from, server.base(), label));
                });
  }

  @Override
  public <T> Pages<T> pages(
      RestRequest first, JsonType<T> type, Function<RestResponse<T>, Optional<RestRequest>> next) {
    return new Pages<>(
        first, () -> new ComputedPages<>(first, request -> exchange(request, type), next));
  }

  @Override
  public ManagedSubscription events(
      String name,
      RestRequest request,
      EventStreamOptions options,
      Consumer<? super ServerSentEvent> handler) {
    Operation operation = request.operation();
    if (operation.effect() != Effect.READ) {
      throw new IllegalArgumentException(
          "The stream of "
              + request
              + " is reopened when it breaks, which sends the request again: it must be one that"
              + " reads, such as a GET, or have operation(Operation.read(name))");
    }
    WrittenRequest written = RequestWriter.write(request, operation, false, codec);
    EventSource source = new EventSource(written, options, handler, codec, signer);
    return source.of(subscribe(name, source));
  }

  @Override
  public RestConnection withCodec(JsonCodec newCodec) {
    return new ManagedRestConnection(this, newCodec);
  }

  @Override
  public RestConnection withSigner(RequestSigner newSigner) {
    return new ManagedRestConnection(this, Objects.requireNonNull(newSigner, "signer"));
  }

  private static Supplier<JsonCodec> found(JsonCodec codec) {
    return () -> codec;
  }

  @Override
  public Call.Factory calls(Function<Request, String> labels) {
    return new PipelinedCalls(this, servers.original(), codec, labels);
  }

  <T> T run(Operation operation, ClientWork<RestServer, T> work) {
    return call(operation, work);
  }

  <T> CompletableFuture<T> runAsync(Operation operation, ClientWork<RestServer, T> work) {
    return callAsync(operation, work);
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
