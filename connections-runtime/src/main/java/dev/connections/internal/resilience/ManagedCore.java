package dev.connections.internal.resilience;

import dev.connections.CircuitState;
import dev.connections.CloseReport;
import dev.connections.ConnectionSnapshot;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.Health;
import dev.connections.LifecycleState;
import dev.connections.Operation;
import dev.connections.OperationStatistics;
import dev.connections.ServerMetadata;
import dev.connections.TimeSource;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.ConnectionSettings;
import dev.connections.spi.Endpoint;
import dev.connections.spi.Permit;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection: its lifecycle, the way of its calls, its health and its counters. The provider
 * makes one for each name, and closes it. Thread-safe; does no I/O until it is used.
 */
public final class ManagedCore implements ConnectionCore {

  private final String name;
  private final String connectionId;
  private final ConnectionTypeDescriptor<?, ?> type;
  private final ConnectionSettings.Timeouts timeouts;
  private final Endpoint endpoint;
  private final TimeSource time;
  private final Instant createdAt;
  private final long createdNanos;

  private final LifecycleMachine machine;
  private final Opener opener;
  private final LazyBulkhead bulkhead;
  private final OperationCounters counters;
  private final HealthMonitor health;
  private final Limits limits;
  private final Admission admission;
  private final Pipeline pipeline;
  private final Drain drain;

  /**
   * The core of a connection that was never opened.
   *
   * @param name its name
   * @param connectionId unique in this process
   * @param type its type
   * @param settings what all kinds of connections have
   * @param endpoint its kind; not called before the connection is used
   * @param time where time comes from
   * @param redactor removes secrets from all texts
   * @param events who is told what happens
   * @param watchdog who breaks off what takes too long
   */
  public ManagedCore(
      String name,
      String connectionId,
      ConnectionTypeDescriptor<?, ?> type,
      ConnectionSettings settings,
      Endpoint endpoint,
      TimeSource time,
      Redactor redactor,
      EventHub events,
      Watchdog watchdog) {
    this.name = name;
    this.connectionId = connectionId;
    this.type = type;
    this.timeouts = settings.timeouts();
    this.endpoint = endpoint;
    this.time = time;
    this.createdAt = time.now();
    this.createdNanos = time.nanoTime();

    EventJournal journal = new EventJournal(name, time, events);
    this.machine = new LifecycleMachine(journal, time);
    this.bulkhead = new LazyBulkhead(settings.bulkhead(), endpoint, time, watchdog);
    this.counters = new OperationCounters(time);
    AtomicReference<@Nullable ServerMetadata> server = new AtomicReference<>();
    this.health =
        new HealthMonitor(
            journal,
            machine,
            time,
            counters,
            new HealthData(endpoint, bulkhead, server::get),
            new ProbeRunner(endpoint, time, redactor, watchdog.background(), timeouts.health()));
    this.opener =
        new Opener(
            name,
            machine,
            endpoint,
            time,
            redactor,
            watchdog.background(),
            timeouts.connect(),
            () -> bulkhead.get().inFlight() == 0,
            server,
            health);
    Situation situation = new Situation(machine, bulkhead, endpoint);
    FailureTranslator translator = new FailureTranslator(name, endpoint, redactor, situation);
    this.limits = new Limits(timeouts, time);
    this.admission =
        new Admission(
            machine,
            opener,
            bulkhead,
            translator,
            new Rejections(translator),
            counters,
            timeouts.acquire());
    Results results = new Results(time, translator, counters, health);
    this.pipeline = new Pipeline(time, limits, admission, bulkhead, results);
    this.drain = new Drain(name, machine, opener, bulkhead, endpoint, time, redactor, watchdog);
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
  public <T extends @Nullable Object> T execute(Operation operation, AttemptWork<T> work) {
    return pipeline.execute(operation, work);
  }

  @Override
  public Permit admit(Operation operation) {
    return pipeline.admit(operation);
  }

  @Override
  public void connect() {
    if (machine.state() != LifecycleState.CONNECTED) {
      admission.pass(null, limits.connect(CurrentWork.innermost()));
    }
  }

  @Override
  public Health health() {
    return health.now();
  }

  @Override
  public Health checkHealth() {
    return health.check(opener, Deadline.after(timeouts.health(), time));
  }

  @Override
  public ConnectionSnapshot snapshot() {
    Bulkhead permits = bulkhead.ifMade();
    OperationStatistics operations =
        permits == null
            ? counters.statistics(0, 0)
            : counters.statistics(permits.inFlight(), permits.waiting());
    return new ConnectionSnapshot(
        name,
        connectionId,
        type.name(),
        type.category(),
        machine.current(),
        health.now(),
        CircuitState.CLOSED, // there is no circuit yet that could be anything else
        operations,
        endpoint.pool(),
        permits == null ? List.of() : permits.holders(),
        opener.server(),
        0, // configurations are not replaced yet
        createdAt,
        Duration.ofNanos(time.nanoTime() - createdNanos),
        counters.idleFor());
  }

  /**
   * Lends nothing from now on, and sends all who wait away. Returns at once; what is lent stays
   * lent. Calling it again does nothing.
   */
  public void beginDraining() {
    drain.begin();
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
