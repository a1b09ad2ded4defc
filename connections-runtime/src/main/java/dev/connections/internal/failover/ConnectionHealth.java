package dev.connections.internal.failover;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of a connection, made of that of its endpoints: what the active one says, unless
 * another one can do its work; and of its subscriptions. Thread-safe.
 */
public final class ConnectionHealth<E extends Endpoint> {

  /** What it depends on beside the endpoints. */
  public interface Facts {

    /** Whether the service can do nothing without the connection, by its present settings. */
    boolean isCritical();

    /** What is wrong with a subscription; null if nothing is wrong with any. */
    @Nullable String subscriptionProblem();
  }

  private final ConnectionParts parts;
  private final TimeSource time;
  private final Routing<E> routing;
  private final Facts facts;

  /** Guarded by the lock. */
  private HealthStatus published = HealthStatus.UNKNOWN;

  /**
   * The health of a connection.
   *
   * @param facts what it depends on beside the endpoints
   */
  public ConnectionHealth(ConnectionParts parts, Routing<E> routing, Facts facts) {
    this.parts = parts;
    this.time = parts.time();
    this.routing = routing;
    this.facts = facts;
  }

  /** What is known now. */
  public Health now() {
    Health verdict = verdict(true);
    if (!facts.isCritical()) {
      return verdict;
    }
    Map<String, String> data = new LinkedHashMap<>();
    data.put("critical", "true");
    data.putAll(verdict.data());
    return with(verdict, verdict.status(), verdict.problem(), data);
  }

  /** What is known once the active endpoint was asked; waits for its answer. */
  public Health check(Duration timeout) {
    ManagedEndpoint<E> active = routing.active();
    active.health().check(active.client().opener(), Deadline.after(timeout, time));
    return now();
  }

  /** With details, which cost more than all the rest, only for who shows them. */
  private Health verdict(boolean detailed) {
    Health own = ofEndpoints(detailed);
    boolean works = own.status() == HealthStatus.UP || own.status() == HealthStatus.DEGRADED;
    String problem = works ? facts.subscriptionProblem() : null;
    if (problem == null) {
      return own;
    }
    String all = own.problem() == null ? problem : own.problem() + "; " + problem;
    return with(own, HealthStatus.DEGRADED, all, own.data());
  }

  private Health ofEndpoints(boolean detailed) {
    Routing.Table<E> table = routing.table();
    ManagedEndpoint<E> active = table.active();
    Health own = ofEndpoint(active, detailed);
    if (table.all().size() == 1) {
      return own;
    }
    Map<String, String> data = new LinkedHashMap<>(own.data());
    data.put("endpoint", active.name());
    for (ManagedEndpoint<E> endpoint : table.all()) {
      if (endpoint != active) {
        Health other = ofEndpoint(endpoint, false);
        data.put(
            "endpoint." + endpoint.name(),
            other.problem() == null
                ? other.status().name()
                : other.status() + ": " + other.problem());
      }
    }
    if (own.status() == HealthStatus.UP && active != table.all().get(0)) {
      return with(
          own,
          HealthStatus.DEGRADED,
          "failed over from " + table.all().get(0).name() + " to " + active.name(),
          data);
    }
    if (own.status() == HealthStatus.DOWN) {
      ManagedEndpoint<E> other = usableOther(active, table);
      if (other != null) {
        return with(
            own,
            HealthStatus.DEGRADED,
            active.name() + " is DOWN, but " + whatIsLeft(other) + ": " + own.problem(),
            data);
      }
    }
    return with(own, own.status(), own.problem(), data);
  }

  private static String whatIsLeft(ManagedEndpoint<?> other) {
    return other.name() + (other.writes().problem() == null ? " is not" : " is UP for reads only");
  }

  private @Nullable ManagedEndpoint<E> usableOther(
      ManagedEndpoint<E> active, Routing.Table<E> table) {
    long nanos = time.nanoTime();
    for (ManagedEndpoint<E> endpoint : table.all()) {
      if (endpoint != active
          && endpoint.isUsable(nanos)
          && endpoint.health().now(false).status() == HealthStatus.UP) {
        return endpoint;
      }
    }
    return null;
  }

  /** The health of one endpoint, with what its circuit does. */
  public Health ofEndpoint(ManagedEndpoint<E> endpoint) {
    return ofEndpoint(endpoint, true);
  }

  private Health ofEndpoint(ManagedEndpoint<E> endpoint, boolean detailed) {
    Health own = endpoint.health().now(detailed);
    CircuitState circuit = endpoint.circuit().state();
    String noWrites = endpoint.writes().problem();
    if (noWrites != null && own.status() == HealthStatus.UP && circuit == CircuitState.CLOSED) {
      return with(own, HealthStatus.DEGRADED, "The server takes no writes", own.data());
    }
    if (circuit == CircuitState.CLOSED || own.status() == HealthStatus.DOWN) {
      return own;
    }
    Map<String, String> data = new LinkedHashMap<>(own.data());
    data.put("circuit", circuit.name());
    boolean probing = circuit == CircuitState.HALF_OPEN;
    return with(
        own,
        probing ? HealthStatus.DEGRADED : HealthStatus.DOWN,
        probing ? "Its circuit is half open" : endpoint.circuit().describe(),
        data);
  }

  private static Health with(
      Health own, HealthStatus status, @Nullable String problem, Map<String, String> data) {
    return new Health(status, own.checkedAt(), own.responseTime(), problem, data);
  }

  /** Publishes the verdict if it is another one now; closing has an event of its own. */
  public void refresh() {
    parts.lock().lock();
    try {
      if (!routing.active().machine().isClosing()) {
        publish(published, verdict(false));
      }
    } finally {
      parts.lock().unlock();
    }
  }

  private void publish(HealthStatus before, Health now) {
    if (now.status() != before) {
      published = now.status();
      parts.append(
          (connection, sequence, at) ->
              new ConnectionEvent.HealthChanged(
                  connection, sequence, at, before, now.status(), now.problem()));
    }
  }
}
