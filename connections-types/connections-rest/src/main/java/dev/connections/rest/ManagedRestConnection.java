package dev.connections.rest;

import dev.connections.Operation;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.CoreConnection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A REST API on the runtime's part of a connection. Thread-safe. */
final class ManagedRestConnection extends CoreConnection<OkHttpClient> implements RestConnection {

  private final ConnectionCore<RestEndpoint> core;
  private final OkHttpClient guarded;
  private final RequestWriter writer;
  private final Supplier<JsonCodec> codec;

  /**
   * A connection.
   *
   * @param core the runtime's part
   * @param guarded the client for users, which asks for permits by itself
   * @param writer makes the requests
   * @param codec asked when JSON is needed
   */
  ManagedRestConnection(
      ConnectionCore<RestEndpoint> core,
      OkHttpClient guarded,
      RequestWriter writer,
      Supplier<JsonCodec> codec) {
    this.core = core;
    this.guarded = guarded;
    this.writer = writer;
    this.codec = codec;
  }

  @Override
  public <T> RestResponse<T> exchange(RestRequest request, JsonType<T> type) {
    return core.execute(request.operation(), work(request, type));
  }

  @Override
  public <T> CompletableFuture<RestResponse<T>> exchangeAsync(
      RestRequest request, JsonType<T> type) {
    return core.executeAsync(request.operation(), work(request, type));
  }

  @Override
  public <T> T send(RestRequest request, JsonType<T> type) {
    return core.execute(request.operation(), withBody(request, type));
  }

  @Override
  public <T> CompletableFuture<T> sendAsync(RestRequest request, JsonType<T> type) {
    return core.executeAsync(request.operation(), withBody(request, type));
  }

  /** Part of the attempt, so that a success of which nothing can be used counts as a failure. */
  private <T> AttemptWork<RestEndpoint, T> withBody(RestRequest request, JsonType<T> type) {
    AttemptWork<RestEndpoint, RestResponse<T>> exchange = work(request, type);
    return (endpoint, scope) ->
        SuccessAnswers.required(exchange.run(endpoint, scope), label(request, endpoint), type);
  }

  private static String label(RestRequest request, RestEndpoint endpoint) {
    return request.method() + " " + endpoint.base().show(request.template());
  }

  /** Written by the calling thread: what is wrong with a request is thrown and not sent. */
  private <T> AttemptWork<RestEndpoint, RestResponse<T>> work(
      RestRequest request, JsonType<T> type) {
    Operation operation = request.operation();
    boolean wantsJson = SuccessAnswers.needsCodec(type);
    // If there is none, that must be known before anything is sent.
    Supplier<JsonCodec> json = wantsJson ? found(codec.get()) : codec;
    Request written = writer.write(request, operation, wantsJson, json);
    return (endpoint, scope) -> {
      String label = label(request, endpoint);
      try {
        return endpoint.caller().call(endpoint.adopt(written), label, type, json, scope);
      } catch (AnswerException known) {
        throw known; // names the request already
      } catch (IOException failure) {
        throw new RequestFailedException(label, failure);
      }
    };
  }

  @Override
  public RestConnection withCodec(JsonCodec newCodec) {
    return new ManagedRestConnection(core, guarded, writer, found(newCodec));
  }

  private static Supplier<JsonCodec> found(JsonCodec codec) {
    return () -> codec;
  }

  @Override
  protected ConnectionCore<?> core() {
    return core;
  }

  @Override
  public OkHttpClient client() {
    try {
      core.connect();
    } catch (TransientConnectionException away) {
      // Libraries are wired with the client at start: its use fails until the server is there.
    }
    return guarded;
  }
}
