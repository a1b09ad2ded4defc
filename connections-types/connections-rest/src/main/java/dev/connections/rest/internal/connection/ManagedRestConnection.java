package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.Effect;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.rest.DownloadListener;
import dev.connections.rest.Pages;
import dev.connections.rest.ResponseReader;
import dev.connections.rest.RestConfiguration;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestRequest;
import dev.connections.rest.RestResponse;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.rest.internal.exchange.RestClients;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.WrittenRequest;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.ClientConnection;
import dev.connections.spi.ClientWork;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.EndpointContext;
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
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A REST API on the runtime's part of a connection. Thread-safe. */
final class ManagedRestConnection
    extends ClientConnection<OkHttpClient, RestServer, EndpointContext<RestConfiguration>>
    implements RestConnection {

  private static final JsonType<Void> RAW = JsonType.of(Void.class);

  private final RestServers servers;
  private final RestView view;
  private final RestWork work;
  private final OkHttpClient guarded;

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
    this.view = RestView.of(codec);
    this.work = new RestWork(view);
    this.guarded = guarded();
  }

  /** Another view of the same connection. */
  private ManagedRestConnection(ManagedRestConnection shared, RestView view) {
    super(shared);
    this.servers = shared.servers;
    this.view = view;
    this.work = new RestWork(view);
    this.guarded = view.signer() == shared.view.signer() ? shared.guarded : guarded();
  }

  private OkHttpClient guarded() {
    RestServer original = servers.original();
    return original
        .client()
        .newBuilder()
        .callTimeout(Duration.ZERO) // the time to the headers is limited, that of a body is not
        .addInterceptor(new AdmissionInterceptor(core(), original, view.signer()))
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
    return RestClients.DEFAULT_CAPACITY;
  }

  /** With those below it. */
  @Override
  protected String implementationPackage() {
    return "dev.connections.rest.";
  }

  @Override
  protected FailureClassifier failures(EndpointContext<RestConfiguration> endpoint) {
    return RestFailures.INSTANCE;
  }

  @Override
  public <T> RestResponse<T> exchange(RestRequest given, JsonType<T> type) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    return call(operation, work.of(request, operation, type, RestCaller::call));
  }

  @Override
  public <T> CompletableFuture<RestResponse<T>> exchangeAsync(RestRequest given, JsonType<T> type) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    return callAsync(operation, work.of(request, operation, type, RestCaller::call));
  }

  @Override
  public <T> T send(RestRequest given, JsonType<T> type) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    return call(operation, work.of(request, operation, type, RestCaller::body));
  }

  @Override
  public <T> CompletableFuture<T> sendAsync(RestRequest given, JsonType<T> type) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    return callAsync(operation, work.of(request, operation, type, RestCaller::body));
  }

  @Override
  public <T extends @Nullable Object> T stream(RestRequest given, ResponseReader<T> reader) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    WrittenRequest written = work.written(request, operation, RAW);
    return call(
        operation,
        work.of(written, view.codec(), (caller, server, sent) -> caller.stream(sent, reader)));
  }

  @Override
  public RestResponse<Path> download(RestRequest given, Path target, DownloadListener listener) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    WrittenRequest written = work.written(request, operation, RAW);
    try (Download download = Download.to(target, request, listener)) {
      RestResponse<Path> response =
          call(
              operation,
              work.of(
                  written, view.codec(), (caller, server, sent) -> download.attempt(caller, sent)));
      if (response.body() != null) {
        download.complete();
      }
      return response;
    }
  }

  @Override
  public <T> Pages<T> pages(RestRequest given, JsonType<T> type) {
    RestRequest first = view.requests().apply(given);
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
          Supplier<JsonCodec> json = work.codec(type);
          return new LinkedPages<T>(
              work.written(first, operation, type),
              page -> call(operation, work.of(page, json, LinkedPages.page(type))));
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
      RestRequest given,
      EventStreamOptions options,
      Consumer<? super ServerSentEvent> handler) {
    RestRequest request = view.requests().apply(given);
    Operation operation = request.operation();
    if (operation.effect() != Effect.READ) {
      throw new IllegalArgumentException(
          "The stream of "
              + request
              + " is reopened when it breaks, which sends the request again: it must be one that"
              + " reads, such as a GET, or have operation(Operation.read(name))");
    }
    WrittenRequest written = work.written(request, operation, RAW);
    EventSource source = new EventSource(written, options, handler, view);
    return source.of(subscribe(name, source));
  }

  @Override
  public RestConnection withCodec(JsonCodec codec) {
    return new ManagedRestConnection(this, view.with(Objects.requireNonNull(codec, "codec")));
  }

  @Override
  public RestConnection withSigner(RequestSigner signer) {
    return new ManagedRestConnection(this, view.with(Objects.requireNonNull(signer, "signer")));
  }

  @Override
  public RestConnection withRequests(UnaryOperator<RestRequest> change) {
    return new ManagedRestConnection(this, view.with(Objects.requireNonNull(change, "change")));
  }

  @Override
  public RestConnection withInterceptor(Interceptor interceptor) {
    return new ManagedRestConnection(
        this, view.with(Objects.requireNonNull(interceptor, "interceptor")));
  }

  @Override
  public Call.Factory calls(Function<Request, String> labels) {
    return new PipelinedCalls(this, servers.original(), view, labels);
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
