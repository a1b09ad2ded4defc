package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.TimeSource;
import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.call.Admission;
import dev.connections.internal.call.AsyncCalls;
import dev.connections.internal.call.AsyncThreads;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.call.Entrance;
import dev.connections.internal.call.FailureTranslator;
import dev.connections.internal.call.Leases;
import dev.connections.internal.call.OutcomeRecorder;
import dev.connections.internal.call.Pipeline;
import dev.connections.internal.call.PresentRules;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.EndpointSummary;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.ConnectionHealth;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.DiagnosisFactory;
import dev.connections.internal.failure.FailureReports;
import dev.connections.internal.failure.OpeningFailures;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.subscription.Subscriptions;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one connection together: what it hands out is all that others call. */
final class CoreWiring<S extends ConnectionConfiguration, E extends Endpoint> {

  /** For jitter: who draws on which thread does not matter. */
  private static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

  final PresentRules rules;
  final Routing<E> routing;
  final OperationCounters counters;
  final ConnectionHealth<E> health;
  final FailoverControl<E> failover;
  final FailureReports reports;
  final OutcomeRecorder results;
  final Entrance<E> entrance;
  final Leases<E> leases;
  final Pipeline<E> pipeline;
  final AsyncCalls<E> asyncCalls;
  final Subscriptions<E> subscriptions;
  final Reconfiguration<S, E> reconfiguration;
  final Drain<E> drain;
  final SnapshotBuilder<E> snapshots;

  CoreWiring(
      ConnectionCoreFactory shared,
      String connectionId,
      ConnectionTypeDescriptor<?, ?> type,
      List<EndpointContext<S>> endpoints,
      EndpointFactory<S, E> factory,
      Runnable opened,
      CallTelemetry telemetry) {
    TimeSource time = shared.time();
    ConnectionSettings settings = endpoints.get(0).settings();
    ResilienceSettings resilience = settings.resilience();
    String name = settings.name();
    ConnectionLock lock = new ConnectionLock();
    EventJournal journal = new EventJournal(name, lock, time, shared.events());
    counters = new OperationCounters(time);
    LeakReports leaks = new LeakReports(journal, counters);
    ConnectionParts parts =
        new ConnectionParts(
            name, lock, journal, time, JITTER, shared.redactor(), shared.watchdog(), leaks, opened);

    // Where calls go.
    Changes changes = new Changes();
    List<ManagedEndpoint<E>> managed =
        endpoints.stream()
            .map(
                each ->
                    new ManagedEndpoint<>(
                        parts, each.name(), factory.create(each), each.settings(), changes))
            .toList();
    rules = new PresentRules(settings, time, JITTER);
    routing =
        new Routing<>(
            time, JITTER, resilience.failover(), new Routing.Table<>(managed, managed.get(0)));
    health =
        new ConnectionHealth<>(
            parts, routing, () -> rules.settings().critical(), this::subscriptionProblem);
    failover =
        new FailoverControl<>(
            parts, routing, health, resilience.failover(), settings.timeouts().health());

    // What their callers see of failures.
    DiagnosisFactory diagnoses =
        new DiagnosisFactory(name, shared.redactor(), new EndpointSummary(rules::retryBudget)::of);
    OpeningFailures openingFailures = new OpeningFailures(diagnoses, rules::limits);
    RejectionFactory rejections = new RejectionFactory(diagnoses, rules::limits);
    reports = new FailureReports(parts);
    results =
        new OutcomeRecorder(
            time, new FailureTranslator(diagnoses, rules::limits), counters, reports);

    // The ways in.
    entrance =
        new Entrance<>(
            time, new Admission<>(time, openingFailures, rejections), routing, failover, rules);
    leases = new Leases<>(entrance, results, telemetry, leaks);
    pipeline = new Pipeline<>(entrance, leases, results, telemetry, leaks);
    AsyncThreads threads =
        new AsyncThreads(name, shared.executor(), () -> routing.active().client().bulkhead());
    asyncCalls = new AsyncCalls<>(parts, entrance, pipeline, telemetry, results, threads);
    subscriptions =
        new Subscriptions<>(
            parts,
            routing,
            openingFailures,
            rejections,
            rules::retries,
            () -> rules.settings().timeouts().drain(),
            health::refresh,
            shared.executor());

    // Other clients, and the end.
    RetiredClients releases = new RetiredClients(parts);
    ClientSwap<S, E> swap =
        new ClientSwap<>(parts, routing, endpoints, factory, changes, openingFailures, releases);
    reconfiguration = new Reconfiguration<>(parts, rules, routing, failover, swap);
    drain = new Drain<>(parts, routing, swap, releases, this::takeNothingMore);
    snapshots =
        new SnapshotBuilder<>(
            connectionId, type, parts, routing, health, counters, releases, subscriptions);
  }

  private @Nullable String subscriptionProblem() {
    return subscriptions.problem();
  }

  private void takeNothingMore() {
    asyncCalls.close();
    subscriptions.close();
  }

  /** What changes at an endpoint concerns the whole connection. */
  private final class Changes implements EndpointOwner {

    @Override
    public void endpointChanged() {
      health.refresh();
      failover.reconsider();
      subscriptions.reconsider();
    }

    @Override
    public void replaceClients(String reason) {
      reconfiguration.renew(reason);
    }

    @Override
    public boolean hasWritesThatCouldMove(String endpoint) {
      return routing.table().all().size() > 1 && routing.active().name().equals(endpoint);
    }
  }
}
