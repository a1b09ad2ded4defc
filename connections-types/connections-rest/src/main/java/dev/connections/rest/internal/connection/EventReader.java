package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.events.EventStreamOptions;
import dev.connections.rest.events.EventStreamParser;
import dev.connections.rest.events.EventTooLargeException;
import dev.connections.rest.events.ServerSentEvent;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.RestFailures;
import dev.connections.rest.internal.request.RequestLabel;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one stream until it ends or is stopped. Where the handler is slower than the
 * server, it stops to read, so that the server has to wait and nothing is lost.
 */
final class EventReader implements OpenSubscription {

  private final EventSource source;
  private final Call call;
  private final Response response;
  private final RequestLabel label;
  private final SubscriptionScope scope;
  private final EventStreamParser parser;
  private final Semaphore places;
  private final Thread thread;
  private volatile boolean stopped;

  EventReader(
      EventSource source,
      Call call,
      Response response,
      RequestLabel label,
      SubscriptionScope scope,
      ThreadFactory threads,
      String lastEventId) {
    this.source = source;
    this.call = call;
    this.response = response;
    this.label = label;
    this.scope = scope;
    EventStreamOptions options = source.options();
    this.parser =
        new EventStreamParser(response.body().byteStream(), lastEventId, options.maxEventBytes());
    this.places = new Semaphore(options.buffer());
    this.thread = threads.newThread(this::read);
  }

  void start() {
    thread.start();
  }

  private void read() {
    try (response) {
      for (ServerSentEvent event = parser.next(); event != null; event = parser.next()) {
        places.acquire();
        if (!hand(event)) {
          lost(Kind.TRANSIENT, "the handler has not kept up; the stream is reopened", null);
          return;
        }
        source.taken(parser.lastEventId());
      }
      source.taken(parser.lastEventId()); // an id may come without an event
      lost(Kind.TRANSIENT, "the server ended the stream", null);
    } catch (SocketTimeoutException silence) {
      lostConnection("the server sent nothing for " + seconds(), silence);
    } catch (EventTooLargeException tooLarge) {
      lost(Kind.PERMANENT, tooLarge.getMessage() + "; allow more with maxEventBytes", tooLarge);
    } catch (IOException | RuntimeException broken) {
      lostConnection(null, broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // only stop() interrupts it
    }
  }

  private String seconds() {
    return source.options().idle().toMillis() / 1000.0 + " s";
  }

  private boolean hand(ServerSentEvent event) {
    Consumer<? super ServerSentEvent> handler = source.handler();
    return scope.deliver(
        () -> {
          try {
            handler.accept(event);
          } finally {
            places.release();
          }
        });
  }

  private void lost(Kind kind, String how, @Nullable Throwable cause) {
    lost(
        FailureClassification.failure(kind)
            .during(Phase.RECEIVE)
            .outcome(Outcome.APPLIED)
            .because("The event stream of " + label + " ended: " + how),
        cause);
  }

  private void lostConnection(@Nullable String how, Exception cause) {
    FailureClassification meaning = RestFailures.INSTANCE.classify(cause, Phase.RECEIVE);
    String what = how != null ? how : meaning == null ? String.valueOf(cause) : meaning.problem();
    lost(
        FailureClassification.lost(Phase.RECEIVE, what)
            .but()
            .because("The event stream of " + label + " broke: " + what),
        cause);
  }

  private void lost(FailureClassification meaning, @Nullable Throwable cause) {
    if (!stopped) {
      scope.lost(
          new AnswerException(
              meaning.but().retryAfter(parser.retry()).because(meaning.problem()), cause));
    }
  }

  /** Nothing more is read; what has been handed over is still being handled. */
  @Override
  public void stop(Deadline deadline) {
    abort();
  }

  @Override
  public void abort() {
    stopped = true;
    call.cancel();
    thread.interrupt();
  }

  @Override
  public void close() {
    abort();
  }
}
