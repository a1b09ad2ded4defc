package dev.connections.internal.connection;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionControl;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.call.Attempt;
import dev.connections.internal.call.DedicatedUse;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.Permit;
import dev.connections.spi.StageWork;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.spi.uses.DedicatedWork;
import dev.connections.spi.uses.SubscriptionSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as its type, its operators and its provider see it: each question goes to the
 * part that answers it. The parts are made at its first use; whoever only looks at it, or tells it
 * that its configuration was rejected, does not use it. The provider closes it. Thread-safe; does
 * no I/O until it is used.
 */
public final class ManagedCore<S extends ConnectionConfiguration, E extends Endpoint>
    implements ConnectionCore<E>, ConnectionControl {

  /** Written under the lock, as are the parts. */
  private volatile NewConnection<S, E> unused;

  private final ReentrantLock making = new ReentrantLock();

  /** Null before the first event; guarded by the lock. */
  private @Nullable EventJournal journal;

  /** Null before the first use. */
  private volatile @Nullable CoreWiring<S, E> parts;

  ManagedCore(NewConnection<S, E> unused) {
    this.unused = unused;
  }

  private CoreWiring<S, E> parts() {
    CoreWiring<S, E> made = parts;
    return made == null ? make() : made;
  }

  private CoreWiring<S, E> make() {
    making.lock();
    try {
      CoreWiring<S, E> made = parts;
      if (made == null) {
        made = new CoreWiring<>(unused, journal());
        parts = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private EventJournal journal() {
    EventJournal made = journal;
    if (made == null) {
      made = unused.journal();
      journal = made;
    }
    return made;
  }

  /** Whether anyone has used it. */
  boolean isUsed() {
    return parts != null;
  }

  @Override
  public String name() {
    return unused.name();
  }

  @Override
  public ConnectionTypeDescriptor<?, ?> type() {
    return unused.type();
  }

  @Override
  public <T extends @Nullable Object> T execute(Operation operation, AttemptWork<E, T> work) {
    return parts().pipeline.execute(operation, work);
  }

  @Override
  public <T extends @Nullable Object> T executeWithOwnPermit(
      Operation operation, AttemptWork<E, T> work) {
    return parts().pipeline.executeWithOwnPermit(operation, work);
  }

  @Override
  public @Nullable Object joinable() {
    CoreWiring<S, E> made = parts;
    Attempt<E> outer = made == null ? null : made.pipeline.current();
    return outer == null ? null : outer.joinable();
  }

  @Override
  public <T extends @Nullable Object> T join(Operation operation, AttemptWork<E, T> work) {
    return parts().pipeline.join(operation, work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeAsync(
      Operation operation, AttemptWork<E, T> work) {
    return parts().asyncCalls.get().submit(operation, work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> executeStage(
      Operation operation, StageWork<E, T> work) {
    return parts().asyncCalls.get().start(operation, work);
  }

  @Override
  public void fellBack() {
    parts().counters.fellBack();
  }

  @Override
  public Permit<E> admit(Operation operation) {
    return parts().pipeline.admit(operation);
  }

  @Override
  public Permit<E> admitClient(Operation operation) {
    return parts().leases.admitClient(operation);
  }

  @Override
  public ManagedSubscription subscribe(String subscription, SubscriptionSource<? super E> source) {
    return parts().subscriptions.get().open(subscription, source);
  }

  @Override
  public <D> DedicatedLease<D> leaseDedicated(String pool, Class<D> of, Operation operation) {
    return DedicatedUse.take(name(), parts().leases.admitDedicated(pool, operation), of);
  }

  @Override
  public <D, T extends @Nullable Object> T executeDedicated(
      String pool, Class<D> of, Operation operation, DedicatedWork<? super D, T> work) {
    return DedicatedUse.take(name(), parts().leases.admitDedicated(pool, operation), of).run(work);
  }

  @Override
  public E connect() {
    TranslatedFailure failure = parts().entrance.connect();
    if (failure != null) {
      throw parts().results.notOpened(failure);
    }
    return parts().routing.active().client().endpoint();
  }

  @Override
  public Health health() {
    CoreWiring<S, E> made = parts;
    return made == null ? UnusedView.health(unused) : made.health.now();
  }

  @Override
  public Health checkHealth() {
    return parts().health.check(parts().rules.settings().timeouts().health());
  }

  @Override
  public void switchTo(String endpoint, String reason) {
    String problem = parts().failover.switchByOperator(named(endpoint), reason);
    if (problem != null) {
      throw refused("Endpoint '" + endpoint + "' cannot take over: " + problem);
    }
  }

  private ConnectionException refused(String problem) {
    return new TransientConnectionException(
        Diagnosis.of(name(), problem).nextStep("Nothing was changed; fix it and try again").build(),
        null);
  }

  @Override
  public void recreate(String reason) {
    parts().reconfiguration.renew(reason);
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
    ManagedEndpoint<E> found = parts().routing.table().named(endpoint);
    if (found == null) {
      throw new IllegalArgumentException(
          name()
              + " has no endpoint '"
              + endpoint
              + "', only "
              + parts().routing.table().all().stream().map(ManagedEndpoint::name).toList());
    }
    return found;
  }

  /**
   * Replaces the configuration: calls that begin from now on follow it, work in flight continues
   * with the old clients and has the drain timeout to finish.
   *
   * @param endpoints the endpoints from now on
   * @throws ConnectionException if a new client cannot be opened in the place of one that is open;
   *     nothing changes then
   * @throws RuntimeException if the type rejects the configuration; nothing changes then
   */
  public void replace(List<EndpointContext<S>> endpoints) {
    if (replaceUnused(endpoints)) {
      return;
    }
    CoreWiring<S, E> made = parts();
    made.reconfiguration.replace(endpoints);
    made.health.refresh();
    made.failover.reconsider();
  }

  /** Where nothing is open, and no endpoint comes or goes, there is nothing else to replace. */
  private boolean replaceUnused(List<EndpointContext<S>> endpoints) {
    making.lock();
    try {
      if (parts != null || !unused.hasEndpointsLike(endpoints)) {
        return false;
      }
      unused = unused.following(endpoints);
      journal().append(Reconfiguration.replacement(unused.generation()));
      return true;
    } finally {
      making.unlock();
    }
  }

  /** Tells that another configuration was rejected; nothing once closing has begun. */
  public void keepsConfiguration(String problem) {
    making.lock();
    try {
      if (parts == null) {
        journal().append(Reconfiguration.rejection(problem));
        return;
      }
    } finally {
      making.unlock();
    }
    parts().reconfiguration.rejected(problem);
  }

  @Override
  public ConnectionSnapshot snapshot() {
    CoreWiring<S, E> made = parts;
    return made == null
        ? UnusedView.snapshot(unused)
        : made.snapshots.take(made.rules, made.reconfiguration.generation());
  }

  /**
   * Lends nothing from now on, and sends all who wait away. Returns at once; what is lent stays
   * lent. Calling it again does nothing.
   */
  public void beginDraining() {
    parts().reports.summarize();
    parts().drain.begin();
  }

  /**
   * {@linkplain #beginDraining() Drains}: waits for what is lent, and aborts the rest at the
   * deadline. {@link #close} follows. The first call counts.
   */
  public void drain(Deadline deadline) {
    parts().drain.drain(deadline);
  }

  /**
   * Closes the connection: {@linkplain #beginDraining() drains}, waits for what is lent, aborts the
   * rest at the deadline, releases the client. Calling it again, or at the same time, waits for the
   * first call and gives its report. An interrupt ends the waiting, not the closing.
   */
  public CloseReport.Entry close(Deadline deadline) {
    return parts().drain.close(deadline);
  }

  /** Releases the clients without waiting for anyone, because closing has failed. */
  public void release() {
    CoreWiring<S, E> made = parts;
    if (made != null) {
      made.drain.release();
    }
  }
}
