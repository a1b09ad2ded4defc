package dev.connections.internal.subscription;

import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.monitoring.ConnectionEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reports that the handler of a subscription fails, at most once a minute. Thread-safe. */
final class HandlerFailures {

  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final String subscription;
  private final ConnectionParts parts;
  private final AtomicReference<@Nullable Long> reportedNanos = new AtomicReference<>();

  HandlerFailures(String subscription, ConnectionParts parts) {
    this.subscription = subscription;
    this.parts = parts;
  }

  /**
   * It has failed.
   *
   * @param soFar how often until now
   */
  void failed(Throwable thrown, long soFar) {
    long now = parts.time().nanoTime();
    Long before = reportedNanos.get();
    if ((before != null && now - before < BETWEEN.toNanos())
        || !reportedNanos.compareAndSet(before, now)) {
      return;
    }
    String problem = parts.redactor().redact(String.valueOf(thrown));
    parts.append(
        (connection, sequence, at) ->
            new ConnectionEvent.SubscriptionHandlerFailed(
                connection, sequence, at, subscription, soFar, problem));
  }
}
