package dev.connections.internal.resilience;

import dev.connections.AcquireTimeoutException;
import dev.connections.BulkheadFullException;
import dev.connections.ConnectionClosedException;
import dev.connections.ConnectionException;
import dev.connections.ConnectionInterruptedException;
import dev.connections.Deadline;
import dev.connections.DeadlineExceededException;
import dev.connections.LeaseHolder;
import dev.connections.Operation;
import dev.connections.PermanentConnectionException;
import dev.connections.Phase;
import dev.connections.TransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What callers see whose operation is never begun: nothing was sent in any of these cases. */
final class Rejections {

  /** So many holders are named; the snapshot has them all. */
  private static final int NAMED = 10;

  private final FailureTranslator translator;

  Rejections(FailureTranslator translator) {
    this.translator = translator;
  }

  ConnectionException closed(@Nullable Operation operation) {
    return new ConnectionClosedException(
        translator
            .named(operation, "The connection is closed or closing")
            .nextStep("Do not use connections after their provider was closed")
            .build(),
        null);
  }

  ConnectionException interrupted(@Nullable Operation operation, Phase phase, Throwable cause) {
    Thread.currentThread().interrupt();
    return new ConnectionInterruptedException(
        translator
            .named(operation, "The thread was interrupted while waiting")
            .phase(phase)
            .build(),
        cause);
  }

  ConnectionException notOpenedInTime(@Nullable Operation operation, Deadline deadline) {
    if (deadline.isExpired()) {
      return new DeadlineExceededException(
          translator
              .named(operation, "The deadline passed while the connection was being opened")
              .phase(Phase.CONNECT)
              .nextStep("See whether the external system answers; opening goes on meanwhile")
              .build(),
          null);
    }
    return new TransientConnectionException(
        translator
            .named(operation, "The connection could not be opened within the connect timeout")
            .phase(Phase.CONNECT)
            .nextStep("See whether the external system answers, or raise the connect timeout")
            .build(),
        null);
  }

  ConnectionException noTimeLeft(Operation operation) {
    return new DeadlineExceededException(
        translator
            .named(operation, "The deadline passed before the work could begin")
            .phase(Phase.ACQUIRE)
            .nextStep("See what took the time before, or allow more with deadline")
            .build(),
        null);
  }

  ConnectionException nested(Operation operation, Operation outer) {
    return new PermanentConnectionException(
        translator
            .named(
                operation,
                "This thread already holds the connection for operation '"
                    + outer.name()
                    + "'; taking it again would deadlock once all permits are held like this")
            .phase(Phase.ACQUIRE)
            .nextStep(
                "Use what the outer operation was given, or close its lease first, or take the"
                    + " lease on the thread that uses it")
            .build(),
        null);
  }

  ConnectionException full(Operation operation, int waiting) {
    return new BulkheadFullException(
        translator
            .named(operation, waiting + " callers are waiting already, which is the limit")
            .phase(Phase.ACQUIRE)
            .nextStep("Send less at once; a longer line would only make everybody wait longer")
            .build(),
        null);
  }

  ConnectionException notAcquired(Operation operation, Duration waited, List<LeaseHolder> holders) {
    return new AcquireTimeoutException(
        translator
            .named(
                operation,
                "No permit became free within "
                    + waited.toMillis()
                    + " ms; held by "
                    + describe(holders))
            .phase(Phase.ACQUIRE)
            .nextStep(
                "Make the longest holders faster or close their leases, or allow more at once")
            .build(),
        null);
  }

  private static String describe(List<LeaseHolder> holders) {
    String named =
        holders.stream().limit(NAMED).map(LeaseHolder::toString).collect(Collectors.joining(", "));
    return holders.size() > NAMED
        ? named + " and " + (holders.size() - NAMED) + " others"
        : named.isEmpty() ? "nobody any more" : named;
  }
}
