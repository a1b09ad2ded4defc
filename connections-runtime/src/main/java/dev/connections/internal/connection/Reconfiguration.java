package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.internal.call.PresentRules;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Lets a connection follow another configuration, or the same one with new clients, and tells of
 * it. Thread-safe.
 */
final class Reconfiguration<S extends ConnectionConfiguration, E extends Endpoint> {

  private final Logger log;
  private final ConnectionParts parts;
  private final PresentRules rules;
  private final Routing<E> routing;
  private final FailoverControl<E> failover;
  private final ClientSwap<S, E> swap;
  private final AtomicLong generation;

  Reconfiguration(
      ConnectionParts parts,
      PresentRules rules,
      Routing<E> routing,
      FailoverControl<E> failover,
      ClientSwap<S, E> swap,
      long generation) {
    this.log = parts.log();
    this.parts = parts;
    this.rules = rules;
    this.routing = routing;
    this.failover = failover;
    this.swap = swap;
    this.generation = new AtomicLong(generation);
  }

  /** How often the configuration was replaced. */
  long generation() {
    return generation.get();
  }

  /** New clients with the configuration of now. */
  void renew(String reason) {
    log.info("Replacing all clients: {}", reason);
    swap.renew(rules.settings().timeouts().drain(), this::tellReplaced);
  }

  /** New clients with another configuration. */
  void replace(List<EndpointContext<S>> endpoints) {
    ConnectionSettings next = endpoints.get(0).settings();
    swap.replace(endpoints, rules.settings().timeouts().drain(), () -> follow(next));
  }

  /** Called with the connection's lock. */
  private void follow(ConnectionSettings next) {
    rules.follow(next);
    routing.follow(next.resilience().failover(), next.timeouts().health());
    failover.follow(next.resilience().failover(), next.timeouts().health());
    tellReplaced();
  }

  private void tellReplaced() {
    parts.append(replacement(generation.incrementAndGet()));
  }

  /** What tells that it was replaced. */
  static EventJournal.Entry replacement(long generation) {
    return (connection, sequence, at) ->
        new ConnectionEvent.ConfigurationReplaced(connection, sequence, at, generation);
  }

  /** Tells that another configuration was rejected; nothing once closing has begun. */
  void rejected(String problem) {
    swap.unlessEnded(() -> parts.append(rejection(problem)));
  }

  /** What tells that. */
  static EventJournal.Entry rejection(String problem) {
    return (connection, sequence, at) ->
        new ConnectionEvent.ConfigurationRejected(connection, sequence, at, problem);
  }
}
