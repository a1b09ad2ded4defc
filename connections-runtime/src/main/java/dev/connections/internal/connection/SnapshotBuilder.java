package dev.connections.internal.connection;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.TimeSource;
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
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes snapshots of one connection; never does I/O. Thread-safe. */
final class SnapshotBuilder<E extends Endpoint> {

  private final String connectionId;
  private final ConnectionTypeDescriptor<?, ?> type;
  private final ConnectionParts parts;
  private final Routing<E> routing;
  private final ConnectionHealth<E> health;
  private final OperationCounters counters;
  private final RetiredClients retired;
  private final Subscriptions<E> subscriptions;
  private final Instant createdAt;
  private final long createdNanos;

  /** Made with the connection, whose age counts from now. */
  SnapshotBuilder(
      String connectionId,
      ConnectionTypeDescriptor<?, ?> type,
      ConnectionParts parts,
      Routing<E> routing,
      ConnectionHealth<E> health,
      OperationCounters counters,
      RetiredClients retired,
      Subscriptions<E> subscriptions) {
    this.connectionId = connectionId;
    this.type = type;
    this.parts = parts;
    this.routing = routing;
    this.health = health;
    this.counters = counters;
    this.retired = retired;
    this.subscriptions = subscriptions;
    TimeSource time = parts.time();
    this.createdAt = time.now();
    this.createdNanos = time.nanoTime();
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
    return new ConnectionSnapshot(
        parts.connection(),
        connectionId,
        type.name(),
        type.category(),
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
        subscriptions.snapshots(),
        active.server(),
        configurationGeneration,
        createdAt,
        Duration.ofNanos(parts.time().nanoTime() - createdNanos),
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
        endpoint.client().endpoint().pool(),
        endpoint.client().dedicated().snapshots(),
        endpoint.server());
  }
}
