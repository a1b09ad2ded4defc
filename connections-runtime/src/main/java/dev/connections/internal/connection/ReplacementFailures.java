package dev.connections.internal.connection;

import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.Failures;
import java.util.concurrent.TimeoutException;

/** What is thrown where new clients cannot take over. */
record ReplacementFailures(Failures failures) {

  ConnectionClosedException closed() {
    return new ConnectionClosedException(
        Diagnosis.of(failures.connection(), "Connection closed or closing")
            .nextStep("Nothing was changed; there is nothing left that could be")
            .build(),
        null);
  }

  RuntimeException notReplaced(ManagedEndpoint<?> endpoint, Client<?> next, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new ConnectionInterruptedException(
          Diagnosis.of(
                  failures.connection(),
                  "Interrupted while opening a new client; keeping the current one")
              .build(),
          failure);
    }
    if (failure instanceof TimeoutException) {
      return new TransientConnectionException(
          Diagnosis.of(
                  failures.connection(),
                  "Opening the new client failed; keeping the current one: " + failure.getMessage())
              .endpoint(endpoint.name())
              .nextStep("See why it takes so long, or allow more with timeouts.connect")
              .build(),
          failure);
    }
    return failures
        .opening()
        .notReplaced(failure, endpoint, next.endpoint().failures())
        .make(Conclusion.NONE);
  }
}
