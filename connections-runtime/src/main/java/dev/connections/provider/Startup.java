package dev.connections.provider;

import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what is to be open at start, {@value ProviderScope#AT_ONCE} connections at a time: first
 * everything that is waited for, then what may come up in the background.
 */
record Startup(ProviderScope scope) {

  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  /**
   * Opens them.
   *
   * @throws ConnectionException if one that must be open is not; what was opened is the caller's to
   *     close
   */
  void open(Collection<NamedConnection> connections) {
    List<EagerOpening> openings = new ArrayList<>();
    Executor turns = scope.limited("connections-opening");
    int mandatory = 0;
    for (NamedConnection connection : connections) {
      ConnectionSettings.Startup mode = connection.plan().settings().startup();
      mandatory += mode == ConnectionSettings.Startup.FAIL ? 1 : 0;
      if (mode == ConnectionSettings.Startup.FAIL || mode == ConnectionSettings.Startup.WARN) {
        openings.add(EagerOpening.begin(connection, scope, turns));
      }
    }
    List<StartFailure> failures = failures(openings);
    if (!failures.isEmpty()) {
      throw StartFailureTable.exception(scope.source(), failures, mandatory);
    }
    for (NamedConnection connection : connections) {
      if (connection.plan().settings().startup() == ConnectionSettings.Startup.BACKGROUND) {
        EagerOpening.begin(connection, scope, turns).whenFailed(Startup::tell);
      }
    }
  }

  /** Waits for all; the failures of those that must be open. */
  private List<StartFailure> failures(List<EagerOpening> openings) {
    List<StartFailure> failures = new ArrayList<>();
    for (EagerOpening opening : openings) {
      StartFailure failure = await(opening);
      if (failure == null) {
        continue;
      }
      if (opening.connection().plan().settings().startup() == ConnectionSettings.Startup.FAIL) {
        failures.add(failure);
      } else {
        tell(failure);
      }
    }
    return failures;
  }

  private @Nullable StartFailure await(EagerOpening opening) {
    try {
      return opening.await();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ConnectionInterruptedException(
          Diagnosis.of(
                  scope.source(),
                  "the thread was interrupted while it opened the connections, so all were closed")
              .nextStep("let the thread end; start again if that was not intended")
              .build(),
          interruption);
    }
  }

  private static void tell(StartFailure failure) {
    if (failure.exception() instanceof ConnectionClosedException) {
      return; // the provider was closed before the background came to it
    }
    // The connection's own lines warn, as they do at any other time.
    LOG.info(
        "Connection '{}' ({}) could not be opened at start, the next use retries: [{}] {}",
        failure.name(),
        failure.type(),
        failure.code(),
        failure.problem());
  }
}
