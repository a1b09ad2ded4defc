package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.TimeSource;
import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.call.Admission;
import dev.connections.internal.call.AsyncCalls;
import dev.connections.internal.call.AsyncThreads;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.call.Entrance;
import dev.connections.internal.call.Leases;
import dev.connections.internal.call.OutcomeRecorder;
import dev.connections.internal.call.Pipeline;
import dev.connections.internal.call.PresentRules;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.ConnectionHealth;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.LagWatch;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.FailureReports;
import dev.connections.internal.failure.Failures;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.subscription.Subscriptions;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
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
  final Reconfiguration<S, E> reconfiguration;
  final Drain<E> drain;
  final SnapshotBuilder<E> snapshots;

  final Occasional<AsyncCalls<E>> asyncCalls =
      new Occasional<>() {
        @Override
        AsyncCalls<E> make() {
          AsyncThreads threads = new AsyncThreads(parts.connection(), executor, routing);
          return new AsyncCalls<>(parts, entrance, pipeline, telemetry, results, threads);
        }

        @Override
        void close(AsyncCalls<E> part) {
          part.close();
        }
      };

  final Occasional<Subscriptions<E>> subscriptions =
      new Occasional<>() {
        @Override
        Subscriptions<E> make() {
          return new Subscriptions<>(
              parts,
              routing,
              failures.opening(),
              failures.rejections(),
              rules::retries,
              () -> rules.settings().timeouts().drain(),
              health::refresh,
              executor);
        }

        @Override
        void close(Subscriptions<E> part) {
          part.close();
        }
      };

  private final ConnectionParts parts;
  private final Failures failures;
  private final CallTelemetry telemetry;
  private final @Nullable Executor executor;

  CoreWiring(NewConnection<S, E> made, EventJournal journal) {
    ConnectionCoreFactory shared = made.shared();
    TimeSource time = shared.time();
    ConnectionSettings settings = made.settings();
    ResilienceSettings resilience = settings.resilience();
    String name = settings.name();
    telemetry = made.telemetry();
    executor = shared.executor();
    counters = new OperationCounters(time);
    LeakReports leaks = new LeakReports(journal, counters);
    parts =
        new ConnectionParts(
            name,
            journal.lock(),
            journal,
            time,
            JITTER,
            shared.redactor(),
            shared.watchdog(),
            leaks,
            made.opened());

    // Where calls go.
    Whole whole = new Whole();
    List<ManagedEndpoint<E>> managed = new ArrayList<>();
    for (int i = 0; i < made.contexts().size(); i++) {
      EndpointContext<S> context = made.contexts().get(i);
      E endpoint = made.endpoints().get(i);
      managed.add(
          new ManagedEndpoint<>(
              parts, context.name(), endpoint, context.settings(), whole, made.at()));
    }
    rules = new PresentRules(settings, time, JITTER);
    routing =
        new Routing<>(
            time,
            JITTER,
            resilience.failover(),
            new Routing.Table<>(List.copyOf(managed), managed.get(0)),
            new LagWatch<>(parts, settings.timeouts().health()),
            whole);
    health = new ConnectionHealth<>(parts, routing, whole);
    failover =
        new FailoverControl<>(
            parts, routing, health, resilience.failover(), settings.timeouts().health());

    // What their callers see of failures.
    failures = new Failures(name, shared.redactor(), rules);
    reports = new FailureReports(parts);
    results = new OutcomeRecorder(time, failures, counters, reports);

    // The ways in.
    entrance = new Entrance<>(time, new Admission<>(time, failures), routing, failover, rules);
    leases = new Leases<>(entrance, results, telemetry, leaks);
    pipeline = new Pipeline<>(entrance, leases, results, telemetry, leaks);

    // Other clients, and the end.
    RetiredClients releases = new RetiredClients(parts);
    ClientSwap<S, E> swap =
        new ClientSwap<>(
            parts, routing, made.contexts(), made.factory(), whole, failures, releases);
    reconfiguration =
        new Reconfiguration<>(parts, rules, routing, failover, swap, made.generation());
    drain = new Drain<>(parts, routing, swap, releases, List.of(asyncCalls, subscriptions));
    snapshots =
        new SnapshotBuilder<>(made, parts, routing, health, counters, releases, subscriptions);
  }

  /** What changes at an endpoint concerns the whole connection. */
  private final class Whole implements EndpointOwner, ConnectionHealth.Facts, Routing.Listener {

    @Override
    public void endpointChanged() {
      health.refresh();
      failover.reconsider();
      routeChanged();
    }

    @Override
    public void routeChanged() {
      Subscriptions<E> kept = subscriptions.ifMade();
      if (kept != null) {
        kept.reconsider();
      }
    }

    @Override
    public void replaceClients(String reason) {
      reconfiguration.renew(reason);
    }

    @Override
    public boolean hasWritesThatCouldMove(String endpoint) {
      return routing.table().all().size() > 1 && routing.active().name().equals(endpoint);
    }

    @Override
    public boolean isCritical() {
      return rules.settings().critical();
    }

    @Override
    public @Nullable String subscriptionProblem() {
      Subscriptions<E> kept = subscriptions.ifMade();
      return kept == null ? null : kept.problem();
    }
  }
}
