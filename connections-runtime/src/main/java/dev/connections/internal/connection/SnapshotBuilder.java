package dev.connections.internal.connection;

import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.call.PresentRules;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.ConnectionHealth;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.permit.Bulkhead;
import dev.connections.internal.subscription.Subscriptions;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.EndpointSnapshot;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes snapshots of one connection; never does I/O. Thread-safe. */
final class SnapshotBuilder<E extends Endpoint> {

  private final NewConnection<?, E> made;
  private final ConnectionParts parts;
  private final Routing<E> routing;
  private final ConnectionHealth<E> health;
  private final OperationCounters counters;
  private final RetiredClients retired;
  private final Occasional<Subscriptions<E>> occasionalSubscriptions;

  SnapshotBuilder(
      NewConnection<?, E> made,
      ConnectionParts parts,
      Routing<E> routing,
      ConnectionHealth<E> health,
      OperationCounters counters,
      RetiredClients retired,
      Occasional<Subscriptions<E>> occasionalSubscriptions) {
    this.made = made;
    this.parts = parts;
    this.routing = routing;
    this.health = health;
    this.counters = counters;
    this.retired = retired;
    this.occasionalSubscriptions = occasionalSubscriptions;
  }

  ConnectionSnapshot take(PresentRules rules, long configurationGeneration) {
    Routing.Table<E> table = routing.table();
    List<EndpointSnapshot> endpoints = new ArrayList<>();
    List<LeaseHolder> holders = new ArrayList<>();
    int inFlight = retired.inFlight();
    int waiting = 0;
    for (ManagedEndpoint<E> endpoint : table.all()) {
      EndpointSnapshot snapshot = endpoint(endpoint, endpoint == table.active());
      endpoints.add(snapshot);
      inFlight += snapshot.inFlight();
      waiting += snapshot.waiting();
      endpoint.client().bulkheads().forEach(permits -> holders.addAll(permits.holders()));
    }
    holders.addAll(retired.holders());
    ManagedEndpoint<E> active = table.active();
    Subscriptions<E> subscriptions = occasionalSubscriptions.ifMade();
    return new ConnectionSnapshot(
        parts.connection(),
        made.id(),
        made.type().name(),
        made.type().category(),
        rules.settings().critical(),
        active.machine().current(),
        health.now(),
        active.circuit().state(),
        active.name(),
        List.copyOf(endpoints),
        counters.statistics(inFlight, waiting),
        rules.retryBudget(),
        active.client().endpoint().pool(),
        List.copyOf(holders),
        subscriptions == null ? List.of() : subscriptions.snapshots(),
        active.server(),
        configurationGeneration,
        made.at(),
        Duration.ofNanos(parts.time().nanoTime() - made.atNanos()),
        counters.idleFor());
  }

  private EndpointSnapshot endpoint(ManagedEndpoint<E> endpoint, boolean active) {
    Bulkhead permits = endpoint.client().bulkhead();
    return new EndpointSnapshot(
        endpoint.name(),
        active,
        endpoint.machine().current(),
        health.ofEndpoint(endpoint),
        endpoint.circuit().state(),
        permits.inFlight(),
        permits.permits(),
        permits.waiting(),
        permits.use(),
        endpoint.client().endpoint().pool(),
        endpoint.client().dedicated().snapshots(),
        withLag(endpoint.server(), routing.lag(endpoint)));
  }

  private static @Nullable ServerMetadata withLag(
      @Nullable ServerMetadata server, @Nullable String lag) {
    if (server == null || lag == null) {
      return server;
    }
    Map<String, String> attributes = new LinkedHashMap<>(server.attributes());
    attributes.put("lag", lag);
    return new ServerMetadata(
        server.product(),
        server.version(),
        server.driver(),
        server.address(),
        Collections.unmodifiableMap(attributes));
  }
}
