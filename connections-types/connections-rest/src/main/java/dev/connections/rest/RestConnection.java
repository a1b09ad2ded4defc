package dev.connections.rest;

import dev.connections.ManagedConnection;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.Result;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * A REST API by its name in the configuration. Thread-safe.
 *
 * <pre>{@code
 * Weather now = weather.get("/v1/{city}", Map.of("city", "Graz"), Weather.class);
 * Order placed = shop.send(RestRequest.post("/orders").operation(PLACE.key(id)).body(order), Order.class);
 * }</pre>
 *
 * <p>Routes are appended to the configured {@code url}; see {@link RestRequest}. Bodies become JSON
 * and back by the connection's {@link JsonCodec}, except that an answer asked for as {@code
 * String.class} or {@code byte[].class} is given as it is, and one asked for as {@code Void.class}
 * is thrown away. An answer is read to its end, up to the configured size, before a call returns:
 * there is nothing to close. What is larger goes through {@link #stream} or {@link #download}.
 *
 * <p>Every call runs through the pipeline: it waits for a permit, has a deadline, and counts. A
 * status of 400 and above is thrown as an exception whose detail is an {@link HttpAnswer}. An
 * answer that was lost is thrown as {@link dev.connections.failure.OutcomeUnknownException} if the
 * request must not be done twice.
 *
 * <p>{@link #client()} is a real client with the connection's manners: it adds the configured
 * headers and credentials to requests for the configured host, and only there. What it gives must
 * be closed, as always with OkHttp, or its call canceled; until then it counts as in flight. The
 * headers must arrive within {@code timeouts.attempt}; the body may take as long as it takes. Web
 * sockets go here.
 */
public interface RestConnection extends ManagedConnection<OkHttpClient> {

  /**
   * Sends a request and reads the answer.
   *
   * @throws dev.connections.failure.ConnectionException if there was none, or it was not a success
   * @throws IllegalArgumentException if the values do not fit the route, or the body cannot be JSON
   */
  <T> RestResponse<T> exchange(RestRequest request, JsonType<T> type);

  /**
   * Sends a request and reads the answer on another thread: the provider's executor, or by default
   * virtual threads, or before Java 21 a pool of the connection's own.
   *
   * <p>The future that is returned is the call: canceling it, or {@link
   * CompletableFuture#orTimeout}, cancels the HTTP call. A future made from it, such as by {@link
   * CompletableFuture#thenApply}, cancels nothing. The deadline counts from now.
   *
   * @return the answer, or the same exception that {@link #exchange(RestRequest, JsonType)} throws,
   *     not wrapped in another; {@link dev.connections.failure.BulkheadFullException} if the
   *     executor takes no more
   * @throws IllegalArgumentException if the values do not fit the route, or the body cannot be JSON
   */
  <T> CompletableFuture<RestResponse<T>> exchangeAsync(RestRequest request, JsonType<T> type);

  /** {@link #exchangeAsync(RestRequest, JsonType)} of a plain class. */
  default <T> CompletableFuture<RestResponse<T>> exchangeAsync(RestRequest request, Class<T> type) {
    return exchangeAsync(request, JsonType.of(type));
  }

  /** {@link #calls(Function)}, labeled by their methods: {@code call GET}. */
  default Call.Factory calls() {
    return calls(request -> "call " + request.method());
  }

  /**
   * Calls for libraries that are built on OkHttp, such as Retrofit, which run as operations of this
   * connection: they wait for a permit, have a deadline, count, are retried as their effect allows,
   * and go to the endpoint in use.
   *
   * <pre>{@code
   * new Retrofit.Builder().callFactory(shop.calls()) …
   * }</pre>
   *
   * <p>An answer is in memory when a call returns, up to {@code http.maxResponseBytes}; what is
   * larger goes through {@link #client()}. One that is not a success is returned as well, once no
   * retry is left. Where there is no answer, a {@link CallFailedException} says why. A call's own
   * time limit ({@code call.timeout()}) is the operation's deadline. Requests for other hosts are
   * rejected.
   *
   * <p>An {@link Operation} as a tag of the request says what the method does not: effect, name,
   * key, limits. Retrofit has {@code @Tag} for that.
   *
   * @param labels gives the operation's name where there is no tag; few different ones, since it is
   *     a label
   */
  Call.Factory calls(Function<Request, String> labels);

  /**
   * Sends a request and has the answer read while it comes in, however long it is:
   *
   * <pre>{@code
   * long lines = shop.stream(
   *     RestRequest.get("/orders.csv").timeout(Duration.ofMinutes(10)),
   *     answer -> new BufferedReader(new InputStreamReader(answer.body(), UTF_8)).lines().count());
   * }</pre>
   *
   * <p>The call lasts until the reader returns: it holds its permit, and its deadline, which is the
   * connection's {@code timeouts.total} unless the request has its own, limits it. Until the reader
   * is called, the request is retried as any; from then on it is not, since the reader may have
   * acted on what it has read. A server that is silent for {@code http.readTimeout} ends it.
   *
   * @param reader run by this thread, once at most; what it throws reaches the caller as it is, but
   *     {@code IOException}s of its own as {@link java.io.UncheckedIOException}. If the answer
   *     breaks, that is what the call fails with, whatever the reader makes of it, unless it
   *     returns
   * @return what the reader returns
   * @throws dev.connections.failure.ConnectionException if there was no answer, it was not a
   *     success, or it broke while it was read
   */
  <T extends @Nullable Object> T stream(RestRequest request, ResponseReader<T> reader);

  /**
   * Sends a request and takes the answer into a file, however long it is, with little memory. Until
   * it is complete it is in a file next to the target, with a name that ends with {@code .part},
   * which is deleted if the call fails; then it takes the place of the target at once.
   *
   * <p>The call lasts until the file is complete, and its deadline limits it, as that of {@link
   * #stream}. If the answer of a request that reads breaks in the middle, the next attempt asks the
   * server for the rest, if an {@code ETag} or {@code Last-Modified} tells that it is the rest of
   * the same; else it begins again. The file is what the server stores: it is asked not to pack it
   * ({@code Accept-Encoding: identity}), unless the request has that header itself.
   *
   * @param target where the file is wanted, in a directory that exists; replaced if it is there
   * @param listener learns about each piece
   * @return the answer, its body the target; null if the server says that nothing was modified
   *     (304), and the target is as it was then
   * @throws dev.connections.failure.ConnectionException if there was no answer, it was not a
   *     success, or it could not be stored
   * @throws IllegalArgumentException if the target cannot be written; nothing was sent then
   */
  RestResponse<Path> download(RestRequest request, Path target, DownloadListener listener);

  /** {@link #download(RestRequest, Path, DownloadListener)} of which no one hears. */
  default RestResponse<Path> download(RestRequest request, Path target) {
    return download(request, target, (bytes, total) -> {});
  }

  /**
   * The pages of a list, each of which says with {@code Link: <...>; rel="next"} where the next one
   * is (RFC 8288), as GitHub's do. Nothing is sent before the first page is asked for.
   *
   * <pre>{@code
   * for (RestResponse<List<Order>> page : shop.pages(RestRequest.get("/orders"), JsonType.listOf(Order.class))) {
   *   page.requireBody().forEach(this::check);
   * }
   * }</pre>
   *
   * <p>Links may be relative. One to another origin is a permanent failure of the page that has it,
   * since credentials must not go there; one to a page that was fetched before is an {@link
   * IllegalStateException}. The operation, the headers and the time limits are those of the first
   * request, for each page.
   *
   * @throws IllegalArgumentException if the request is not a GET
   */
  <T> Pages<T> pages(RestRequest first, JsonType<T> type);

  /**
   * The pages of a list of which the request for the next one is made from each page, such as one
   * with a cursor in its body.
   *
   * @param next the request for the page after this one; empty after the last page. One that is
   *     equal to an earlier one is an {@link IllegalStateException}
   */
  <T> Pages<T> pages(
      RestRequest first, JsonType<T> type, Function<RestResponse<T>, Optional<RestRequest>> next);

  /**
   * Subscribes to the events of a server (server-sent events, {@code text/event-stream}), and keeps
   * the stream open until it is closed: it is reopened when it breaks, when the server has ended it
   * or is silent for longer than {@link EventStreamOptions#idle()}, and at the endpoint that is the
   * active one then. What was received last is sent to the server ({@code Last-Event-ID}), so that
   * one that keeps events goes on after it; how long it wants to be left alone ({@code retry}) is
   * respected, up to ten minutes.
   *
   * <p>It takes no permit, and no deadline limits it. A server that answers 204 ends it for good.
   * Any other answer that is no event stream, such as a 404, is a permanent failure if it is the
   * first one; later it is shown in the snapshot and in health, and the stream is asked for again.
   *
   * @param name what it is called in snapshots, events and logs; holds no values
   * @param request one that reads; a header {@code Last-Event-ID} says where to begin
   * @param handler gets one event after the other, on threads of the provider's executor; what it
   *     throws is counted and reported. While it is slower than the server, the server has to wait
   * @return the subscription, which is being opened; whoever has subscribed closes it
   * @throws IllegalArgumentException if the request does not read
   */
  ManagedSubscription events(
      String name,
      RestRequest request,
      EventStreamOptions options,
      Consumer<? super ServerSentEvent> handler);

  /** {@link #events(String, RestRequest, EventStreamOptions, Consumer)} with the defaults. */
  default ManagedSubscription events(
      String name, RestRequest request, Consumer<? super ServerSentEvent> handler) {
    return events(name, request, EventStreamOptions.DEFAULT, handler);
  }

  /**
   * This connection with something that changes each request of a call, once, before it is written:
   * it adds a header or sets an operation, for instance. The rest is shared. Several run in the
   * order in which they were added.
   *
   * @param change what it throws reaches the caller, and nothing is sent
   */
  RestConnection withRequests(UnaryOperator<RestRequest> change);

  /**
   * This connection with an interceptor around each attempt of its own calls: it sees what is sent,
   * without the connection's headers and credentials, and what is answered or fails, redirects
   * included. The rest is shared. Of several, the one that was added first is the outermost. For
   * {@link #client()}, add interceptors by {@code newBuilder()}.
   *
   * @param interceptor thread-safe; throws only {@link java.io.IOException}s. One of its own ends
   *     the call as a permanent failure, in which the server has no part
   */
  RestConnection withInterceptor(Interceptor interceptor);

  /** This connection with another codec; the rest is shared. */
  RestConnection withCodec(JsonCodec codec);

  /**
   * This connection with a signer: each request that it sends to the configured host is signed as
   * the last thing before it is sent, those of its {@link #client()} as well. The rest is shared;
   * probes are not signed.
   *
   * @param signer signs each attempt
   */
  RestConnection withSigner(RequestSigner signer);

  /** {@link #exchange(RestRequest, JsonType)} of a plain class. */
  default <T> RestResponse<T> exchange(RestRequest request, Class<T> type) {
    return exchange(request, JsonType.of(type));
  }

  /** {@link #exchange(RestRequest, JsonType)} with failures as data. */
  default <T> Result<RestResponse<T>> tryExchange(RestRequest request, JsonType<T> type) {
    return Result.of(() -> exchange(request, type));
  }

  /** {@link #tryExchange(RestRequest, JsonType)} of a plain class. */
  default <T> Result<RestResponse<T>> tryExchange(RestRequest request, Class<T> type) {
    return tryExchange(request, JsonType.of(type));
  }

  /**
   * The body of the answer; null if it was asked for as {@code Void.class}.
   *
   * @throws dev.connections.failure.ConnectionException if there was no answer, it was not a
   *     success, or it has no body: {@link #exchange(RestRequest, JsonType)} is for answers that
   *     may have none
   */
  default <T> T send(RestRequest request, JsonType<T> type) {
    return exchange(request, type).requireBody();
  }

  /** {@link #send(RestRequest, JsonType)} of a plain class. */
  default <T> T send(RestRequest request, Class<T> type) {
    return send(request, JsonType.of(type));
  }

  /**
   * The body of the answer, by another thread, as {@link #exchangeAsync(RestRequest, JsonType)};
   * fails as {@link #send(RestRequest, JsonType)} does.
   */
  default <T> CompletableFuture<T> sendAsync(RestRequest request, JsonType<T> type) {
    return exchangeAsync(request, type).thenApply(RestResponse::requireBody);
  }

  /** {@link #sendAsync(RestRequest, JsonType)} of a plain class. */
  default <T> CompletableFuture<T> sendAsync(RestRequest request, Class<T> type) {
    return sendAsync(request, JsonType.of(type));
  }

  /** Sends a request of whose answer only the success matters. */
  default void send(RestRequest request) {
    exchange(request, Void.class);
  }

  /** The answer to a HEAD: its status and its headers. */
  default RestResponse<Void> head(String route) {
    return exchange(RestRequest.head(route), Void.class);
  }

  /** The answer to a HEAD of a route with these values: its status and its headers. */
  default RestResponse<Void> head(String route, Map<String, ?> values) {
    return exchange(RestRequest.head(route).path(values), Void.class);
  }

  /** The body of the answer to a GET. */
  default <T> T get(String route, Class<T> type) {
    return send(RestRequest.get(route), type);
  }

  /** The body of the answer to a GET of a route with these values. */
  default <T> T get(String route, Map<String, ?> values, Class<T> type) {
    return send(RestRequest.get(route).path(values), type);
  }

  /** The body of the answer to a GET, of a type with type arguments. */
  default <T> T get(String route, Map<String, ?> values, JsonType<T> type) {
    return send(RestRequest.get(route).path(values), type);
  }

  /** Posts a JSON body; gives that of the answer. */
  default <T> T post(String route, Object body, Class<T> type) {
    return send(RestRequest.post(route).body(body), type);
  }

  /** Posts a JSON body to a route with these values; gives that of the answer. */
  default <T> T post(String route, Map<String, ?> values, Object body, Class<T> type) {
    return send(RestRequest.post(route).path(values).body(body), type);
  }

  /** Puts a JSON body to a route with these values. */
  default void put(String route, Map<String, ?> values, Object body) {
    send(RestRequest.put(route).path(values).body(body));
  }

  /** Puts a JSON body to a route with these values; gives that of the answer. */
  default <T> T put(String route, Map<String, ?> values, Object body, Class<T> type) {
    return send(RestRequest.put(route).path(values).body(body), type);
  }

  /** Patches with a JSON body. */
  default void patch(String route, Map<String, ?> values, Object body) {
    send(RestRequest.patch(route).path(values).body(body));
  }

  /** Patches with a JSON body; gives that of the answer. */
  default <T> T patch(String route, Map<String, ?> values, Object body, Class<T> type) {
    return send(RestRequest.patch(route).path(values).body(body), type);
  }

  /** Deletes. */
  default void delete(String route, Map<String, ?> values) {
    send(RestRequest.delete(route).path(values));
  }
}
