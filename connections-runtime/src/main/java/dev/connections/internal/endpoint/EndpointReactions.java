package dev.connections.internal.endpoint;

import dev.connections.failure.Phase;
import dev.connections.internal.circuit.CircuitChange;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens when something is seen of an endpoint. The one place that joins its lifecycle,
 * health, supervision, circuit and connection; these do not know each other. Thread-safe.
 *
 * <table>
 * <caption>Signals and reactions</caption>
 * <tr><th>signal</th><th>health</th><th>supervisor</th><th>circuit</th></tr>
 * <tr><td>opened</td><td>a success</td><td>watches it</td><td>half-opens</td></tr>
 * <tr><td>opening failed</td><td>a failure</td><td>opens it later</td><td></td></tr>
 * <tr><td>probe answered</td><td>a success</td><td></td><td>half-opens, once it may</td></tr>
 * <tr><td>probe failed</td><td>a failure</td><td>opens it again</td><td></td></tr>
 * <tr><td>circuit opened</td><td></td><td>probes when that helps</td><td></td></tr>
 * <tr><td>settings changed</td><td>follows</td><td>opens it, if broken</td><td>replaced</td></tr>
 * </table>
 *
 * <p>The connection decides again whether it is usable whenever health, circuit or {@link
 * WriteCheck} changed.
 */
public final class EndpointReactions implements EndpointSignals {

  private final ManagedEndpoint<?> endpoint;
  private final ConnectionParts parts;
  private final EndpointOwner owner;

  EndpointReactions(ManagedEndpoint<?> endpoint, ConnectionParts parts, EndpointOwner owner) {
    this.endpoint = endpoint;
    this.parts = parts;
    this.owner = owner;
  }

  @Override
  public void opened(Duration took) {
    boolean works = endpoint.health().opened(took);
    endpoint.supervisor().opened();
    if (works) {
      endpoint.circuit().reconnected();
    }
  }

  @Override
  public void notOpened(Throwable failure, String problem) {
    boolean rejected = isRejectedLogin(failure);
    endpoint.health().failed(rejected ? AuthenticationText.of(problem) : problem);
    endpoint.supervisor().broken(rejected);
  }

  @Override
  public void probeAnswered(long generation, Duration took) {
    if (endpoint.health().answered(generation, took)) {
      endpoint.circuit().probeAnswered();
    }
  }

  @Override
  public void probeFailed(long generation, @Nullable Throwable failure, String problem) {
    boolean rejected = failure != null && isRejectedLogin(failure);
    if (endpoint.health().lost(generation, rejected ? AuthenticationText.of(problem) : problem)) {
      endpoint.supervisor().broken(rejected);
    }
  }

  @Override
  public void circuitChanged(CircuitChange change) {
    parts.append(
        (connection, sequence, at) ->
            new ConnectionEvent.CircuitChanged(
                connection,
                sequence,
                at,
                endpoint.name(),
                change.from(),
                change.to(),
                change.reason(),
                change.byOperator()));
    owner.endpointChanged();
    if (change.to() == CircuitState.OPEN) {
      endpoint.supervisor().circuitOpened();
    }
  }

  @Override
  public void moved() {
    owner.replaceClients("Endpoint " + endpoint.name() + " has moved");
  }

  /** What is judged from now on is judged by these settings; called by one thread at a time. */
  void settingsChanged(ConnectionSettings settings) {
    Duration probeTimeout = settings.timeouts().health();
    endpoint.health().follow(settings.resilience().monitoring(), probeTimeout);
    endpoint.writes().follow(probeTimeout);
    endpoint.currentCircuit().follow(settings.resilience().circuit());
  }

  /**
   * Its client was replaced.
   *
   * @param took how long opening took; null if the new client is not open
   */
  public void clientReplaced(@Nullable Duration took) {
    if (took != null) {
      opened(took);
    } else if (endpoint.machine().state() == LifecycleState.BROKEN) {
      endpoint.supervisor().retryNow();
    }
  }

  private boolean isRejectedLogin(Throwable failure) {
    FailureClassification meaning =
        endpoint.client().endpoint().failures().classify(failure, Phase.CONNECT);
    return meaning != null && meaning.kind() == FailureClassification.Kind.AUTHENTICATION;
  }
}
