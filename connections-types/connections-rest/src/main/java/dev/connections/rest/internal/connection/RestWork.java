package dev.connections.rest.internal.connection;

import dev.connections.Operation;
import dev.connections.rest.RestRequest;
import dev.connections.rest.internal.answer.SuccessAnswers;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.request.AttemptBody;
import dev.connections.rest.internal.request.Outgoing;
import dev.connections.rest.internal.request.RequestLabel;
import dev.connections.rest.internal.request.RequestParts;
import dev.connections.rest.internal.request.RequestWriter;
import dev.connections.rest.internal.request.WrittenRequest;
import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.ClientWork;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes of requests what the pipeline runs, in the manner of one view. Thread-safe. */
final class RestWork {

  private final RestView view;

  RestWork(RestView view) {
    this.view = view;
  }

  /**
   * Makes an attempt, and gives what is wanted of the answer: that there is a body is part of it,
   * so that a success of which nothing can be used counts as a failure.
   */
  interface Exchange<T, A> {
    A by(RestCaller caller, Outgoing sent, JsonType<T> type) throws IOException;
  }

  /** Makes an attempt at a server. */
  interface Attempted<A extends @Nullable Object> {
    A at(RestCaller caller, RestServer server, Outgoing sent) throws IOException;
  }

  /** A codec that is known to be there if JSON is wanted: that must be known before it is sent. */
  Supplier<JsonCodec> codec(JsonType<?> type) {
    if (!SuccessAnswers.needsCodec(type)) {
      return view.codec();
    }
    JsonCodec there = view.codec().get();
    return () -> there;
  }

  /** Written by the calling thread: what is wrong with a request is thrown and not sent. */
  WrittenRequest written(RestRequest request, Operation operation, JsonType<?> type) {
    return RequestWriter.write(
        RequestParts.of(request), operation, SuccessAnswers.needsCodec(type), codec(type));
  }

  /** A request whose answer becomes a value. */
  <T, A> ClientWork<RestServer, A> of(
      RestRequest request, Operation operation, JsonType<T> type, Exchange<T, A> exchange) {
    Supplier<JsonCodec> json = codec(type);
    boolean wantsJson = SuccessAnswers.needsCodec(type);
    return of(
        RequestWriter.write(RequestParts.of(request), operation, wantsJson, json),
        json,
        (caller, server, sent) -> exchange.by(caller, sent, type));
  }

  /**
   * A request that is written already.
   *
   * @param json reads its answer, or the problem that it is
   */
  <A extends @Nullable Object> ClientWork<RestServer, A> of(
      WrittenRequest written, Supplier<JsonCodec> json, Attempted<A> attempted) {
    return (server, scope) -> {
      RequestLabel label = new RequestLabel(written.method(), server.base(), written.route());
      Outgoing sent = new Outgoing(view.marked(written.on(server.base())), label, json, scope);
      try {
        return attempted.at(server.caller(view), server, sent);
      } catch (AnswerException known) {
        if (written.body() instanceof AttemptBody
            && known.classification().kind() == Kind.AUTHENTICATION) {
          scope.notRepeatable("whoever asks for a token decides when to ask again");
        }
        throw known;
      }
    };
  }
}
