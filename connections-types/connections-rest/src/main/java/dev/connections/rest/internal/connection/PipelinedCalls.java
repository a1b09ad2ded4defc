package dev.connections.rest.internal.connection;

import dev.connections.Operation;
import dev.connections.rest.internal.request.MethodEffects;
import dev.connections.rest.internal.request.Outgoing;
import dev.connections.rest.internal.request.RequestWriter;
import dev.connections.spi.AttemptScope;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes calls of libraries that are built on OkHttp run as operations. Thread-safe. */
final class PipelinedCalls implements Call.Factory, PipelinedCall.Runner {

  private final ManagedRestConnection connection;
  private final RestServer original;
  private final RestView view;
  private final Function<Request, String> labels;

  /**
   * Calls of a connection.
   *
   * @param original the server that requests are written for
   * @param view the one that the calls are made in
   * @param labels gives the name of an operation whose request has none as a tag
   */
  PipelinedCalls(
      ManagedRestConnection connection,
      RestServer original,
      RestView view,
      Function<Request, String> labels) {
    this.connection = connection;
    this.original = original;
    this.view = view;
    this.labels = labels;
  }

  /** What a request says of itself by a tag, or else its method. */
  private Operation operation(Request request) {
    Operation tagged = request.tag(Operation.class);
    return tagged == null
        ? MethodEffects.operation(request.method(), labels.apply(request))
        : tagged;
  }

  /**
   * A call; nothing is sent yet.
   *
   * @throws IllegalArgumentException if the request is for another host
   */
  @Override
  public Call newCall(Request request) {
    if (!original.base().isSameOrigin(request.url())) {
      throw new IllegalArgumentException(
          "The request goes to "
              + request.url().host()
              + ", not to "
              + original.base()
              + "; use client(), or another connection");
    }
    return new PipelinedCall(this, this::operation, original.client().newCall(request));
  }

  @Override
  public Response run(Operation operation, PipelinedCall call) {
    return connection.run(operation, (server, scope) -> attempt(server, scope, call));
  }

  @Override
  public CompletableFuture<Response> runAsync(Operation operation, PipelinedCall call) {
    return connection.runAsync(operation, (server, scope) -> attempt(server, scope, call));
  }

  private Response attempt(RestServer server, AttemptScope scope, PipelinedCall call)
      throws IOException {
    Request request = call.request();
    RequestBody body = request.body();
    if (body != null && body.isOneShot()) {
      scope.notRepeatable("the body of the request can be sent only once");
    }
    return server
        .caller(view)
        .answer(
            new Outgoing(
                view.marked(on(server, scope, request)), label(request), view.codec(), scope),
            call);
  }

  private static Object label(Request request) {
    return request.method() + " of a call"; // its URL may hold values
  }

  private Request.Builder on(RestServer server, AttemptScope scope, Request request) {
    Request.Builder moved =
        server == original ? request.newBuilder() : server.base().rebase(request, original.base());
    String key = scope.operation().key();
    if (key != null && request.header(RequestWriter.IDEMPOTENCY_KEY) == null) {
      moved.header(RequestWriter.IDEMPOTENCY_KEY, RequestWriter.structured(key));
    }
    return moved;
  }
}
