package dev.connections.rest;

import dev.connections.ManagedConnection;
import dev.connections.Result;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

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
 * there is nothing to close. What is larger, or never ends, goes through {@link #client()}.
 *
 * <p>Every call runs through the pipeline: it waits for a permit, has a deadline, and counts. A
 * status of 400 and above is thrown as an exception whose detail is an {@link HttpAnswer}. An
 * answer that was lost is thrown as {@link dev.connections.failure.OutcomeUnknownException} if the
 * request must not be done twice.
 *
 * <p>{@link #client()} is a real client with the connection's manners: it adds the configured
 * headers and credentials to requests for the configured host, and only there. What it gives must
 * be closed, as always with OkHttp, or its call canceled; until then it counts as in flight. The
 * headers must arrive within {@code timeouts.attempt}; the body may take as long as it takes, so
 * event streams go here.
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

  /** This connection with another codec; the rest is shared. */
  RestConnection withCodec(JsonCodec codec);

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
