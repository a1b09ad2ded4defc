package dev.connections.internal.connection;

import dev.connections.ConnectionConfiguration;
import dev.connections.Deadline;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.failure.Failures;
import dev.connections.internal.lifecycle.ConnectionLock;
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
  private final ReplacementFailures failures;
  private final ClientTakeover<S, E> takeover;
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
      Failures failures,
      RetiredClients releases) {
    this.log = parts.log();
    this.parts = parts;
    this.lock = parts.lock();
    this.routing = routing;
    this.present = present;
    this.factory = factory;
    this.owner = owner;
    this.failures = new ReplacementFailures(failures);
    this.takeover = new ClientTakeover<>(parts, routing, releases);
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
      rejectIfEnded();
      List<ReplacementClient<S, E>> successors = successors(next);
      opening = successors;
      openAll(successors);
      List<Runnable> farewells =
          lock.compute(() -> ended ? null : takeover.run(successors, drainTimeout, adopted));
      if (farewells == null) {
        giveBack(successors);
        throw failures.closed();
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
    for (ReplacementClient<S, E> successor : opening) {
      successor.client().opener().abandon();
    }
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

  private void rejectIfEnded() {
    if (lock.compute(() -> ended)) {
      throw failures.closed();
    }
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
                  new ManagedEndpoint<>(
                      parts, context.name(), made, context.settings(), owner, parts.time().now()))
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
      throw failed(current, failure);
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

  private RuntimeException failed(ReplacementClient<S, E> successor, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return lock.compute(() -> ended)
        ? failures.closed()
        : failures.notReplaced(successor.endpoint(), successor.client(), failure);
  }
}
