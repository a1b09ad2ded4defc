package dev.connections.internal.subscription;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.failure.OpeningFailures;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.monitoring.SubscriptionState;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What the failures of the subscriptions of one connection mean. Thread-safe. */
final class SubscriptionFailures {

  /** No caller's deadline has passed, since there is no caller. */
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Logger log;
  private final ConnectionParts parts;
  private final OpeningFailures openingFailures;

  SubscriptionFailures(ConnectionParts parts, OpeningFailures openingFailures) {
    this.log = parts.log();
    this.parts = parts;
    this.openingFailures = openingFailures;
  }

  /** Why one could not be opened. Only the time limit interrupts an opening. */
  TranslatedFailure notOpened(Throwable failure, SubscriptionOpening<?> opening, String name) {
    Operation operation = Operation.read(name);
    return failure instanceof InterruptedException
        ? openingFailures.notOpenedInTime(
            opening.endpoint(), operation, Deadline.after(FOREVER, parts.time()))
        : openingFailures.notOpened(
            failure, opening.endpoint(), opening.client().endpoint().failures(), operation);
  }

  /** Health finds out what the failure means for all other uses. */
  void suspect(SubscriptionOpening<?> opening, Throwable cause) {
    FailureClassification meaning =
        opening.client().endpoint().failures().classify(cause, Phase.RECEIVE);
    if (meaning != null && (meaning.endpointFault() || meaning.connectionLost())) {
      opening.endpoint().health().suspect(parts.redactor().redact(meaning.problem()));
    }
  }

  /** What was wrong, in one sentence without secrets. */
  String problem(Endpoint endpoint, Throwable cause) {
    FailureClassification meaning = endpoint.failures().classify(cause, Phase.RECEIVE);
    return parts.redactor().redact(meaning == null ? String.valueOf(cause) : meaning.problem());
  }

  /** When the external system wants to be asked again; null if it did not say. */
  @Nullable Duration retryAfter(Endpoint endpoint, Throwable cause) {
    FailureClassification meaning = endpoint.failures().classify(cause, Phase.RECEIVE);
    return meaning == null ? null : meaning.retryAfter();
  }

  /** Why one is not active that has not failed for good. */
  ConnectionException notActive(String name, SubscriptionMachine.Now now, Duration patience) {
    if (!now.state().canBecome(SubscriptionState.STOPPING)) {
      return new ConnectionClosedException(diagnosis(name, "The subscription was closed"), null);
    }
    String problem = now.problem() == null ? "" : ": " + now.problem();
    return new TransientConnectionException(
        diagnosis(
            name,
            "Timed out waiting for the subscription: it was not active within "
                + patience.toMillis()
                + " ms"
                + problem),
        null);
  }

  void log(String what, String name, Exception problem) {
    log.warn(what, name, parts.redactor().redact(problem));
  }

  Diagnosis diagnosis(String name, String problem) {
    return Diagnosis.of(parts.connection(), problem).operation(name).build();
  }
}
