package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.rest.internal.exchange.HeaderLimit;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.RequestFailedException;
import dev.connections.rest.internal.request.RequestLabel;
import dev.connections.rest.internal.request.WrittenRequest;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.spi.DaemonThreadFactory;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.spi.uses.SubscriptionSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Opens the same stream of events again and again, each time after the last event that was taken
 * over; each is read by a thread of its own.
 */
final class EventSource implements SubscriptionSource<RestServer> {

  private static final ThreadFactory THREADS = DaemonThreadFactory.named("connections-rest-events");
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final int NO_CONTENT = 204;

  private final WrittenRequest request;
  private final EventStreamOptions options;
  private final Consumer<? super ServerSentEvent> handler;
  private final RestView view;
  private final CompletableFuture<ManagedSubscription> subscription = new CompletableFuture<>();
  private volatile String lastEventId;
  private volatile boolean wasOpen;

  EventSource(
      WrittenRequest request,
      EventStreamOptions options,
      Consumer<? super ServerSentEvent> handler,
      RestView view) {
    this.view = view;
    this.request = request;
    this.options = options;
    this.handler = handler;
    this.lastEventId =
        request.headers().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(LAST_EVENT_ID))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
  }

  /** What it is opened for. */
  ManagedSubscription of(ManagedSubscription opened) {
    subscription.complete(opened);
    return opened;
  }

  /** Twice as many as an opening lets wait, since those of the one before may still be there. */
  @Override
  public int buffer() {
    return Math.min(options.buffer(), Integer.MAX_VALUE / 2) * 2;
  }

  @Override
  public OpenSubscription open(RestServer server, SubscriptionScope scope, Deadline deadline)
      throws IOException {
    RequestLabel label = new RequestLabel(request.method(), server.base(), request.route());
    OkHttpClient client =
        server
            .caller(view)
            .client()
            .newBuilder()
            .readTimeout(options.idle())
            .callTimeout(Duration.ZERO)
            .build();
    try {
      Request written = written(server);
      BearerTokens tokens = server.tokens();
      Call call = client.newCall(tokens == null ? written : tokens.onStream(written, deadline));
      Response response =
          HeaderLimit.inTime(Math.max(1, deadline.remainingNanos()), call::cancel, call::execute);
      try {
        check(server, response, label);
        EventReader reader =
            new EventReader(this, call, response, label, scope, THREADS, lastEventId);
        reader.start();
        wasOpen = true;
        return reader;
      } catch (IOException | RuntimeException unusable) {
        response.close();
        throw unusable;
      }
    } catch (AnswerException known) {
      throw known;
    } catch (IOException failure) {
      throw new RequestFailedException(label.toString(), failure);
    }
  }

  private Request written(RestServer server) {
    Request.Builder written = request.on(server.base()).header("Cache-Control", "no-store");
    String last = lastEventId;
    if (!last.isEmpty()) {
      written.header(LAST_EVENT_ID, last);
    }
    Request made = view.marked(written).build();
    return made.header("Accept") == null
        ? made.newBuilder().header("Accept", "text/event-stream").build()
        : made;
  }

  private void check(RestServer server, Response response, RequestLabel label)
      throws AnswerException {
    if (response.code() == NO_CONTENT) {
      if (wasOpen) { // by another thread: closing waits until this opening has ended
        subscription.thenAccept(opened -> THREADS.newThread(opened::close).start());
      }
      throw answered(
          label + " was answered with 204: the server has no more events",
          "Nothing: the server asks not to be asked again");
    }
    if (!response.isSuccessful()) {
      BearerTokens tokens = server.tokens();
      throw server
          .caller(view)
          .errors()
          .read(response, label, view.codec(), tokens != null && tokens.isRenewed(response));
    }
    MediaType type = response.body().contentType();
    if (type == null || !type.type().equals("text") || !type.subtype().equals("event-stream")) {
      throw answered(
          label
              + " was answered with "
              + response.code()
              + " and "
              + (type == null ? "no media type" : "the media type " + type)
              + ", which is no event stream",
          "Check the route; a stream of events has the media type text/event-stream");
    }
  }

  private static AnswerException answered(String problem, String nextStep) {
    return new AnswerException(
        FailureClassification.failure(Kind.PERMANENT)
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .nextStep(nextStep)
            .because(problem),
        null);
  }

  /** All up to this one have been taken over. */
  void taken(String eventId) {
    lastEventId = eventId;
  }

  EventStreamOptions options() {
    return options;
  }

  Consumer<? super ServerSentEvent> handler() {
    return handler;
  }
}
