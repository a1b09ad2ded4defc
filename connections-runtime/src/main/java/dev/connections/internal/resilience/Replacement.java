package dev.connections.internal.resilience;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionException;
import dev.connections.Deadline;
import dev.connections.Diagnosis;
import dev.connections.LifecycleState;
import dev.connections.ServerMetadata;
import dev.connections.TimeSource;
import dev.connections.TransientConnectionException;
import dev.connections.spi.Endpoint;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.EndpointFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new clients in the place of old ones: for a new configuration, for new secrets, or because
 * an operator says so. New ones are opened first; only when all of them are, they take over, and
 * the old ones are given up once nobody uses them any more. Thread-safe; one replacement at a time.
 */
final class Replacement<S extends ConnectionConfiguration, E extends Endpoint> {

  private final Logger log;
  private final ConnectionParts parts;
  private final TimeSource time;
  private final Routing<E> routing;
  private final EndpointFactory<S, E> factory;
  private final EndpointObserver observer;
  private final ReentrantLock replacing = new ReentrantLock();
  private List<EndpointContext<S>> present;

  /** A client that is to take over. */
  private final class Successor {
    final EndpointContext<S> context;
    final ManagedEndpoint<E> endpoint;
    final boolean isNew;
    final Client<E> client;
    @Nullable ServerMetadata server;
    Duration took = Duration.ZERO;

    Successor(EndpointContext<S> context, @Nullable ManagedEndpoint<E> existing) {
      this.context = context;
      E made = factory.create(context);
      this.isNew = existing == null;
      this.endpoint =
          existing == null
              ? new ManagedEndpoint<>(parts, context.name(), made, context.settings(), observer)
              : existing;
      this.client =
          existing == null ? endpoint.client() : existing.client(made, context.settings());
    }

    /** Opens it, if what it is to replace is open. */
    void open() throws Exception {
      if (!isNew && server == null && endpoint.machine().state() == LifecycleState.CONNECTED) {
        long begun = time.nanoTime();
        server = client.opener().openAside();
        took = Duration.ofNanos(time.nanoTime() - begun);
      }
    }

    void discard() {
      try {
        client.opener().close();
      } catch (Exception failure) {
        log.warn(
            "Closing a client that did not take over failed", parts.redactor().redact(failure));
      }
    }
  }

  Replacement(
      ConnectionParts parts,
      Routing<E> routing,
      List<EndpointContext<S>> present,
      EndpointFactory<S, E> factory,
      EndpointObserver observer) {
    this.log = LoggerFactory.getLogger("dev.connections." + parts.connection());
    this.parts = parts;
    this.time = parts.time();
    this.routing = routing;
    this.present = present;
    this.factory = factory;
    this.observer = observer;
  }

  /** New clients with the configuration of now. */
  void renew(Duration drainTimeout) {
    replacing.lock();
    try {
      replace(present, drainTimeout);
    } finally {
      replacing.unlock();
    }
  }

  /** New clients with another configuration. */
  void replace(List<EndpointContext<S>> next, Duration drainTimeout) {
    replacing.lock();
    try {
      Routing.Table<E> before = routing.table();
      List<Successor> successors = new ArrayList<>();
      for (EndpointContext<S> context : next) {
        successors.add(new Successor(context, before.named(context.name())));
      }
      openAll(successors);
      takeOver(before, successors, drainTimeout);
      present = next;
    } finally {
      replacing.unlock();
    }
  }

  private void openAll(List<Successor> successors) {
    try {
      for (Successor successor : successors) {
        successor.open();
        // What is being opened at this moment decides first what there is to replace.
        while (!successor.isNew && !successor.endpoint.client().opener().retire()) {
          successor
              .endpoint
              .client()
              .opener()
              .awaitEnd(Deadline.after(successor.endpoint.connectTimeout(), time));
        }
        successor.open();
      }
    } catch (Exception failure) {
      successors.forEach(
          successor -> {
            successor.discard();
            if (!successor.isNew) {
              successor.endpoint.client().opener().unretire();
            }
          });
      throw refused(failure);
    }
  }

  private ConnectionException refused(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return failure instanceof ConnectionException seen
        ? seen
        : new TransientConnectionException(
            Diagnosis.of(
                    parts.connection(),
                    "The new client could not be opened, so the old one stays: "
                        + parts.redactor().redact(String.valueOf(failure)))
                .nextStep("See the cause; nothing was changed")
                .build(),
            parts.redactor().redact(failure));
  }

  private void takeOver(
      Routing.Table<E> before, List<Successor> successors, Duration drainTimeout) {
    List<Client<E>> givenUp = new ArrayList<>();
    List<ManagedEndpoint<E>> all = new ArrayList<>();
    for (Successor successor : successors) {
      ManagedEndpoint<E> endpoint = successor.endpoint;
      all.add(endpoint);
      if (successor.isNew) {
        continue;
      }
      givenUp.add(endpoint.client());
      endpoint.follow(successor.context.settings());
      endpoint.use(successor.client);
      ServerMetadata server = successor.server;
      if (server != null) {
        endpoint.machine().renewed(server, successor.took);
      }
    }
    ManagedEndpoint<E> active = new Routing.Table<>(all, all.get(0)).named(before.active().name());
    routing.use(new Routing.Table<>(List.copyOf(all), active == null ? all.get(0) : active));
    for (Client<E> client : givenUp) {
      giveUp(client, drainTimeout, null);
    }
    for (ManagedEndpoint<E> endpoint : before.all()) {
      if (!all.contains(endpoint) && endpoint.machine().draining()) {
        giveUp(endpoint.client(), drainTimeout, endpoint);
      }
    }
  }

  private void giveUp(
      Client<E> client, Duration drainTimeout, @Nullable ManagedEndpoint<E> removed) {
    ClientRelease.refuseAll(client);
    parts
        .watchdog()
        .background()
        .execute(
            () -> {
              ClientRelease.Ending ending =
                  new ClientRelease(parts, client).release(Deadline.after(drainTimeout, time));
              if (removed != null) {
                removed.machine().closed();
              }
              if (ending.problem() != null || !ending.aborted().isEmpty()) {
                log.warn(
                    "A client that was replaced was given up: {} units of work broken off{}",
                    ending.aborted().size(),
                    ending.problem() == null ? "" : "; " + ending.problem());
              }
            });
  }
}
