package dev.connections.internal.connection;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionControl;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.call.Admission;
import dev.connections.internal.call.AsyncCalls;
import dev.connections.internal.call.AsyncThreads;
import dev.connections.internal.call.Attempt;
import dev.connections.internal.call.CallRules;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.call.DedicatedUse;
import dev.connections.internal.call.Entrance;
import dev.connections.internal.call.FailureTranslator;
import dev.connections.internal.call.Leases;
import dev.connections.internal.call.OutcomeRecorder;
import dev.connections.internal.call.Pipeline;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.EndpointSummary;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.ConnectionHealth;
import dev.connections.internal.failover.FailoverControl;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.DiagnosisFactory;
import dev.connections.internal.failure.FailureReports;
import dev.connections.internal.failure.Limits;
import dev.connections.internal.failure.OpeningFailures;
import dev.connections.internal.failure.RejectionFactory;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.permit.CurrentWork;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.permit.Watchdog;
import dev.connections.internal.retry.RateGate;
import dev.connections.internal.retry.RetryPolicy;
import dev.connections.internal.subscription.Subscriptions;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.LifecycleState;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import dev.connections.spi.Permit;
import dev.connections.spi.Redactor;
import dev.connections.spi.StageWork;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedWork;
import dev.connections.spi.uses.SubscriptionSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: its endpoints, the way of its calls, its health and its counters. The provider
 * makes one for each name, and closes it. Thread-safe; does no I/O until it is used.
 */
public final class ManagedCore<S extends ConnectionConfiguration, E extends Endpoint>
    implements ConnectionCore<E>, ConnectionControl {

  /** For jitter: who draws on which thread does not matter. */
  private static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

  private final Logger log;
  private final String name;
  private final ConnectionTypeDescriptor<?, ?> type;
  private final TimeSource time;
  private final ConnectionParts parts;
  private final Routing<E> routing;
  private final OperationCounters counters;
  private final ConnectionHealth<E> health;
  private final FailoverControl<E> failover;
  private final Admission<E> admission;
  private final FailureReports reports;
  private final OutcomeRecorder results;
  private final Entrance<E> entrance;
  private final Leases<E> leases;
  private final Pipeline<E> pipeline;
  private final AsyncCalls<E> asyncCalls;
  private final Subscriptions<E> subscriptions;
  private final Drain<E> drain;
  private final SnapshotBuilder<E> snapshots;
  private final ClientSwap<S, E> replacement;
  private final AtomicLong configurationGeneration = new AtomicLong();
  private volatile ConnectionSettings settings;

  /**
   * The core of a connection that was never opened.
   *
   * @param connectionId unique in this process
   * @param type its type
   * @param endpoints its endpoints in the order of preference; at least one
   * @param factory makes the kind's part of them; called at once
   * @param time where time comes from
   * @param redactor removes secrets from all texts
   * @param events who is told what happens
   * @param watchdog who breaks off what takes too long
   * @param opened run after each opening that succeeded
   * @param telemetry hears of all calls
   * @param executor what asynchronous calls run on; null for threads of its own
   */
  public ManagedCore(
      String connectionId,
      ConnectionTypeDescriptor<?, ?> type,
      List<EndpointContext<S>> endpoints,
      EndpointFactory<S, E> factory,
      TimeSource time,
      Redactor redactor,
      EventHub events,
      Watchdog watchdog,
      Runnable opened,
      CallTelemetry telemetry,
      @Nullable Executor executor) {
    this.settings = endpoints.get(0).settings();
    this.name = settings.name();
    this.log = LoggerFactory.getLogger("dev.connections." + name);
    this.type = type;
    this.time = time;
    this.counters = new OperationCounters(time);
    ConnectionLock lock = new ConnectionLock();
    EventJournal journal = new EventJournal(name, lock, time, events);
    LeakReports leaks = new LeakReports(journal, counters);
    this.parts =
        new ConnectionParts(name, lock, journal, time, JITTER, redactor, watchdog, leaks, opened);
    Changes changes = new Changes();
    List<ManagedEndpoint<E>> managed = new ArrayList<>();
    for (EndpointContext<S> each : endpoints) {
      managed.add(
          new ManagedEndpoint<>(
              parts, each.name(), factory.create(each), each.settings(), changes));
    }
    this.routing =
        new Routing<>(
            time,
            JITTER,
            settings.resilience().failover(),
            new Routing.Table<>(List.copyOf(managed), managed.get(0)));
    this.health = new ConnectionHealth<>(parts, routing, () -> settings.critical());
    this.failover =
        new FailoverControl<>(
            parts, routing, health, settings.resilience().failover(), settings.timeouts().health());
    EndpointSummary situation = new EndpointSummary(this::retryBudget);
    DiagnosisFactory diagnoses = new DiagnosisFactory(name, redactor, situation::of);
    OpeningFailures openingFailures = new OpeningFailures(diagnoses, this::limits);
    this.admission =
        new Admission<>(time, openingFailures, new RejectionFactory(diagnoses, this::limits));
    this.reports = new FailureReports(parts);
    this.results =
        new OutcomeRecorder(
            time, new FailureTranslator(diagnoses, this::limits), counters, reports);
    this.entrance = new Entrance<>(time, admission, routing, failover, rules(settings, null));
    this.leases = new Leases<>(entrance, results, telemetry, leaks);
    this.pipeline = new Pipeline<>(entrance, leases, results, telemetry, leaks);
    this.asyncCalls =
        new AsyncCalls<>(
            parts,
            entrance,
            pipeline,
            telemetry,
            results,
            new AsyncThreads(name, executor, () -> routing.active().client().bulkhead()));
    this.subscriptions =
        new Subscriptions<>(
            parts,
            routing,
            openingFailures,
            admission.rejections(),
            () -> entrance.rules().retries(),
            () -> settings.timeouts().drain(),
            executor);
    RetiredClients releases = new RetiredClients(parts);
    this.replacement =
        new ClientSwap<>(parts, routing, endpoints, factory, changes, openingFailures, releases);
    this.drain = new Drain<>(parts, routing, replacement, releases, this::takeNothingMore);
    this.snapshots =
        new SnapshotBuilder<>(
            connectionId, type, parts, routing, health, counters, releases, subscriptions);
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
      recreate(reason);
    }

    @Override
    public boolean hasWritesThatCouldMove(String endpoint) {
      return routing.table().all().size() > 1 && routing.active().name().equals(endpoint);
    }
  }

  /** The rules of calls; budget and rate limit go on where their settings are as before. */
  private CallRules rules(ConnectionSettings next, @Nullable CallRules before) {
    RetryPolicy retries =
        before != null && settings.resilience().retry().equals(next.resilience().retry())
            ? before.retries()
            : new RetryPolicy(next.resilience().retry(), time, JITTER);
    RateGate rate =
        before != null && settings.resilience().rateLimit().equals(next.resilience().rateLimit())
            ? before.rate()
            : next.resilience().rateLimit().map(limit -> new RateGate(limit, time)).orElse(null);
    return new CallRules(
        new Limits(next.name(), next.timeouts(), time),
        next.timeouts().acquire(),
        retries,
        rate,
        next.resilience().rateLimit().map(limit -> limit.period()).orElse(null));
  }

  private Limits limits() {
    return entrance.rules().limits();
  }

  private double retryBudget() {
    return entrance.rules().retries().available(time.nanoTime());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return type;
  }

  @Override
  public <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work) {
    return pipeline.execute(operation, work);
  }

  @Override
  public <T extends @Nullable Object> T executeBeside(Operation operation, AttemptWork<E, T> work) {
    return pipeline.executeBeside(operation, work);
  }

  @Override
  public @Nullable Object joinable() {
    Attempt<E> outer = pipeline.current();
    return outer == null ? null : outer.joinable();
  }

  @Override
  public <T extends @Nullable Object> T join(Operation operation, AttemptWork<E, T> work) {
    return pipeline.join(operation, work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, AttemptWork<E, T> work) {
    return asyncCalls.submit(operation, work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeStage(
      Operation operation, StageWork<E, T> work) {
    return asyncCalls.start(operation, work);
  }

  @Override
  public void fellBack() {
    counters.fellBack();
  }

  @Override
  public Permit<E> admit(Operation operation) {
    return pipeline.admit(operation);
  }

  @Override
  public Permit<E> admitClient(Operation operation) {
    return leases.admitClient(operation);
  }

  @Override
  public ManagedSubscription subscribe(String subscription, SubscriptionSource<? super E> source) {
    return subscriptions.open(subscription, source);
  }

  @Override
  public <D> DedicatedLease<D> leaseDedicated(String pool, Class<D> of, Operation operation) {
    return DedicatedUse.take(name, leases.admitDedicated(pool, operation), of);
  }

  @Override
  public <D, T extends @Nullable Object> T executeDedicated(
      String pool, Class<D> of, Operation operation, DedicatedWork<? super D, T> work) {
    return DedicatedUse.take(name, leases.admitDedicated(pool, operation), of).run(work);
  }

  @Override
  public E connect() {
    ManagedEndpoint<E> active = routing.active();
    if (active.machine().state() != LifecycleState.CONNECTED) {
      Deadline deadline = entrance.rules().limits().connect(CurrentWork.innermost());
      TranslatedFailure failure = connectActive(deadline);
      if (failure != null) {
        failover.awaitDecision(deadline, () -> false);
        failure = routing.active() == active ? failure : connectActive(deadline);
      }
      if (failure != null) {
        results.count(failure);
        RuntimeException exception = failure.make(Conclusion.NONE);
        results.notOpened(exception);
        throw exception;
      }
    }
    return routing.active().client().endpoint();
  }

  private @Nullable TranslatedFailure connectActive(Deadline deadline) {
    while (true) {
      TranslatedFailure failure = admission.connect(routing.active(), deadline);
      if (failure != Admission.REMOVED) {
        return failure;
      }
    }
  }

  @Override
  public Health health() {
    return health.now();
  }

  @Override
  public Health checkHealth() {
    ManagedEndpoint<E> active = routing.active();
    active
        .health()
        .check(active.client().opener(), Deadline.after(settings.timeouts().health(), time));
    return health.now();
  }

  @Override
  public void switchTo(String endpoint, String reason) {
    String problem = failover.switchByOperator(named(endpoint), reason);
    if (problem != null) {
      throw refused("Endpoint '" + endpoint + "' cannot take over: " + problem);
    }
  }

  private ConnectionException refused(String problem) {
    return new TransientConnectionException(
        Diagnosis.of(name, problem).nextStep("Nothing was changed; mend it and try again").build(),
        null);
  }

  @Override
  public void recreate(String reason) {
    log.info("All clients are replaced: {}", reason);
    replacement.renew(settings.timeouts().drain(), this::tellReplaced);
  }

  @Override
  public void isolate(String endpoint, Duration expiry, String reason) {
    named(endpoint).circuit().isolate(expiry, reason);
  }

  @Override
  public void resetCircuit(String endpoint, String reason) {
    named(endpoint).circuit().reset(reason);
  }

  private ManagedEndpoint<E> named(String endpoint) {
    ManagedEndpoint<E> found = routing.table().named(endpoint);
    if (found == null) {
      throw new IllegalArgumentException(
          name
              + " has no endpoint '"
              + endpoint
              + "', only "
              + routing.table().all().stream().map(ManagedEndpoint::name).toList());
    }
    return found;
  }

  /**
   * Replaces the configuration: calls that begin from now on follow it, what is under way goes on
   * with the old clients and has the drain timeout to finish.
   *
   * @param endpoints the endpoints from now on
   * @throws ConnectionException if a new client cannot be opened in the place of one that is open;
   *     nothing changes then
   * @throws RuntimeException if the kind refuses the configuration; nothing changes then
   */
  public void replace(List<EndpointContext<S>> endpoints) {
    ConnectionSettings next = endpoints.get(0).settings();
    replacement.replace(endpoints, settings.timeouts().drain(), () -> follow(next));
    health.refresh();
    failover.reconsider();
  }

  /** Called with the connection's lock. */
  private void follow(ConnectionSettings next) {
    entrance.follow(rules(next, entrance.rules()));
    routing.follow(next.resilience().failover());
    failover.follow(next.resilience().failover(), next.timeouts().health());
    settings = next;
    tellReplaced();
  }

  private void tellReplaced() {
    long generation = configurationGeneration.incrementAndGet();
    parts
        .journal()
        .append(
            (connection, sequence, at) ->
                new ConnectionEvent.ConfigurationReplaced(connection, sequence, at, generation));
  }

  /** Tells that another configuration was not followed; nothing once closing has begun. */
  public void keepsConfiguration(String problem) {
    replacement.unlessEnded(
        () ->
            parts
                .journal()
                .append(
                    (connection, sequence, at) ->
                        new ConnectionEvent.ConfigurationRejected(
                            connection, sequence, at, problem)));
  }

  @Override
  public ConnectionSnapshot snapshot() {
    return snapshots.take(settings.critical(), retryBudget(), configurationGeneration.get());
  }

  /**
   * Lends nothing from now on, and sends all who wait away. Returns at once; what is lent stays
   * lent. Calling it again does nothing.
   */
  public void beginDraining() {
    reports.summarize();
    drain.begin();
  }

  /**
   * {@linkplain #beginDraining() Drains}: waits for what is lent, and aborts the rest at the
   * deadline. {@link #close} follows. The first call counts.
   */
  public void drain(Deadline deadline) {
    drain.drain(deadline);
  }

  /**
   * Closes the connection: {@linkplain #beginDraining() drains}, waits for what is lent, aborts the
   * rest at the deadline, releases the client. Calling it again, or at the same time, waits for the
   * first call and gives its report. An interrupt ends the waiting, not the closing.
   */
  public CloseReport.Entry close(Deadline deadline) {
    return drain.close(deadline);
  }
}
