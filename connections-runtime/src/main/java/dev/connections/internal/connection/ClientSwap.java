package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Conclusion;
import dev.connections.internal.failure.OpeningFailures;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * Puts new clients in the place of old ones: for a new configuration, for new secrets, or because
 * an operator says so. New ones are opened first, next to the old ones; only when all of them are,
 * they take over, all at once under the lock, and the old ones are closed once nothing uses them
 * any more. Thread-safe; one replacement at a time.
 */
final class ClientSwap<S extends ConnectionConfiguration, E extends Endpoint> {

  private final Logger log;
  private final ConnectionParts parts;
  private final ConnectionLock lock;
  private final Routing<E> routing;
  private final EndpointFactory<S, E> factory;
  private final EndpointOwner owner;
  private final OpeningFailures openingFailures;
  private final RetiredClients releases;
  private final ReentrantLock replacing = new ReentrantLock();
  private List<EndpointContext<S>> present;
  private volatile List<ReplacementClient<S, E>> opening = List.of();

  /** Guarded by the lock. */
  private boolean ended;

  ClientSwap(
      ConnectionParts parts,
      Routing<E> routing,
      List<EndpointContext<S>> present,
      EndpointFactory<S, E> factory,
      EndpointOwner owner,
      OpeningFailures openingFailures,
      RetiredClients releases) {
    this.log = parts.log();
    this.parts = parts;
    this.lock = parts.lock();
    this.routing = routing;
    this.present = present;
    this.factory = factory;
    this.owner = owner;
    this.openingFailures = openingFailures;
    this.releases = releases;
  }

  /**
   * New clients with the configuration of now.
   *
   * @param adopted run at the moment they take over
   */
  void renew(Duration drainTimeout, Runnable adopted) {
    replacing.lock();
    try {
      replace(present, drainTimeout, adopted);
    } finally {
      replacing.unlock();
    }
  }

  /**
   * New clients with another configuration.
   *
   * @param adopted run at the moment they take over
   */
  void replace(List<EndpointContext<S>> next, Duration drainTimeout, Runnable adopted) {
    replacing.lock();
    try {
      refuseIfEnded();
      List<ReplacementClient<S, E>> successors = successors(next);
      opening = successors;
      openAll(successors);
      List<Runnable> farewells = new ArrayList<>();
      if (!lock.compute(() -> takeOver(successors, drainTimeout, adopted, farewells))) {
        giveBack(successors);
        throw closed();
      }
      present = next;
      // Without the lock: an opener holds its own while it waits for this one.
      farewells.forEach(Runnable::run);
      successors.forEach(ReplacementClient::tell);
    } finally {
      opening = List.of();
      replacing.unlock();
    }
  }

  /** No client takes over any more. Called with the lock. */
  void end() {
    ended = true;
  }

  /** What is being opened is given up, once this has ended. */
  void abandon() {
    opening.forEach(successor -> successor.client().opener().abandon());
  }

  /** Runs something with the lock, if the connection is not being closed. */
  void unlessEnded(Runnable action) {
    lock.run(
        () -> {
          if (!ended) {
            action.run();
          }
        });
  }

  private void refuseIfEnded() {
    if (lock.compute(() -> ended)) {
      throw closed();
    }
  }

  private ConnectionClosedException closed() {
    return new ConnectionClosedException(
        Diagnosis.of(parts.connection(), "Connection closed or closing")
            .nextStep("Nothing was changed; there is nothing left that could be")
            .build(),
        null);
  }

  private List<ReplacementClient<S, E>> successors(List<EndpointContext<S>> next) {
    Routing.Table<E> before = routing.table();
    List<ReplacementClient<S, E>> successors = new ArrayList<>();
    for (EndpointContext<S> context : next) {
      ManagedEndpoint<E> existing = before.named(context.name());
      E made = factory.create(context);
      successors.add(
          existing == null
              ? ReplacementClient.added(
                  context,
                  new ManagedEndpoint<>(parts, context.name(), made, context.settings(), owner))
              : ReplacementClient.of(context, existing, made, parts.time()));
    }
    return successors;
  }

  private void openAll(List<ReplacementClient<S, E>> successors) {
    ReplacementClient<S, E> current = successors.get(0);
    try {
      for (ReplacementClient<S, E> successor : successors) {
        current = successor;
        successor.open();
      }
      for (ReplacementClient<S, E> successor : successors) {
        current = successor;
        // What is being opened at this moment decides first what there is to replace.
        retireFormer(successor);
        successor.open();
      }
    } catch (Throwable failure) {
      giveBack(successors);
      throw refused(current, failure);
    }
  }

  private void retireFormer(ReplacementClient<S, E> successor)
      throws InterruptedException, TimeoutException {
    Client<E> former = successor.former();
    if (former != null && !former.opener().retire()) {
      Deadline patience = Deadline.after(successor.endpoint().connectTimeout(), parts.time());
      if (!former.opener().awaitEnd(patience)) {
        throw new TimeoutException("Timed out waiting for the current client to finish connecting");
      }
    }
  }

  /** Everything is as before: what was opened is closed, and the old clients may open again. */
  private void giveBack(List<ReplacementClient<S, E>> successors) {
    for (ReplacementClient<S, E> successor : successors) {
      Client<E> former = successor.former();
      if (former != null) {
        former.opener().unretire();
        DrainingClose.Ending ending =
            new DrainingClose(parts, successor.client())
                .release(Deadline.after(Duration.ZERO, parts.time()));
        if (ending.wasHeld() && ending.problem() != null) {
          log.warn("Discarded a replacement client that never became active: {}", ending.problem());
        }
      }
    }
  }

  private RuntimeException refused(ReplacementClient<S, E> successor, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (lock.compute(() -> ended)) {
      return closed();
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new ConnectionInterruptedException(
          Diagnosis.of(
                  parts.connection(),
                  "Interrupted while opening a new client; keeping the current one")
              .build(),
          failure);
    }
    if (failure instanceof TimeoutException) {
      return new TransientConnectionException(
          Diagnosis.of(
                  parts.connection(),
                  "Opening the new client failed; keeping the current one: " + failure.getMessage())
              .endpoint(successor.endpoint().name())
              .nextStep("See why it takes so long, or allow more with timeouts.connect")
              .build(),
          failure);
    }
    return openingFailures
        .notReplaced(failure, successor.endpoint(), successor.client().endpoint().failures())
        .make(Conclusion.NONE);
  }

  /**
   * Called with the lock; false if the connection is being closed.
   *
   * @param farewells takes what is to be done with the old clients after it
   */
  private boolean takeOver(
      List<ReplacementClient<S, E>> successors,
      Duration drainTimeout,
      Runnable adopted,
      List<Runnable> farewells) {
    if (ended) {
      return false;
    }
    Routing.Table<E> before = routing.table();
    List<ManagedEndpoint<E>> all = new ArrayList<>();
    for (ReplacementClient<S, E> successor : successors) {
      all.add(successor.endpoint());
      successor.takeOver();
    }
    ManagedEndpoint<E> active = all.contains(before.active()) ? before.active() : all.get(0);
    for (ManagedEndpoint<E> endpoint : before.all()) {
      if (!all.contains(endpoint)) {
        endpoint.remove();
      }
    }
    routing.use(new Routing.Table<>(List.copyOf(all), active));
    if (active != before.active()) {
      tellRemoved(before.active(), active);
    }
    adopted.run();
    for (ReplacementClient<S, E> successor : successors) {
      Client<E> former = successor.former();
      if (former != null) {
        farewells.add(former.opener()::superseded);
        farewells.add(releases.plan(former, drainTimeout, this::tell));
      }
    }
    for (ManagedEndpoint<E> endpoint : before.all()) {
      if (endpoint.isRemoved()) {
        endpoint.machine().draining();
        farewells.add(endpoint.client().opener()::abandon);
        farewells.add(giveUp(endpoint, drainTimeout));
      }
    }
    return true;
  }

  private void tellRemoved(ManagedEndpoint<E> from, ManagedEndpoint<E> to) {
    parts
        .journal()
        .append(
            (connection, sequence, at) ->
                new ConnectionEvent.SwitchedOver(
                    connection,
                    sequence,
                    at,
                    from.name(),
                    to.name(),
                    "The configuration does not name the former one any more",
                    false));
  }

  private Runnable giveUp(ManagedEndpoint<E> removed, Duration drainTimeout) {
    return releases.plan(
        removed.client(),
        drainTimeout,
        ending -> {
          removed.machine().closed();
          tell(ending);
        });
  }

  private void tell(DrainingClose.Ending ending) {
    String problem = ending.problem();
    if (problem != null || !ending.aborted().isEmpty()) {
      log.warn(
          "Closed a replaced client: {} units of work were aborted{}",
          ending.aborted().size(),
          problem == null ? "" : "; " + problem);
    }
  }
}
