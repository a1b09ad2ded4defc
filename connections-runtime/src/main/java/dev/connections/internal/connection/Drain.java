package dev.connections.internal.connection;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.failover.Routing;
import dev.connections.internal.lifecycle.DoneOnce;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * How a connection is closed: all its endpoints, one after the other, by one deadline. Waiting for
 * borrowers and closing are two steps, because connections wait at the same time, and are closed in
 * an order. Thread-safe.
 */
final class Drain<E extends Endpoint> {

  private final ConnectionParts parts;
  private final TimeSource time;
  private final Routing<E> routing;
  private final ClientSwap<?, E> replacement;
  private final RetiredClients releases;
  private final List<Occasional<?>> occasional;
  private final DoneOnce<Emptied> emptied = new DoneOnce<>();
  private final DoneOnce<CloseReport.Entry> report = new DoneOnce<>();

  /** A client that no one uses any more. */
  private record Unused(
      ManagedEndpoint<?> endpoint, DrainingClose release, DrainingClose.Drained drained) {}

  /**
   * The clients that no one uses any more.
   *
   * @param begunNanos when it began to wait for those who used them
   * @param everOpened whether one of them had been opened before
   */
  private record Emptied(long begunNanos, boolean everOpened, List<Unused> clients) {}

  /** The end of one connection. */
  Drain(
      ConnectionParts parts,
      Routing<E> routing,
      ClientSwap<?, E> replacement,
      RetiredClients releases,
      List<Occasional<?>> occasional) {
    this.parts = parts;
    this.time = parts.time();
    this.routing = routing;
    this.replacement = replacement;
    this.releases = releases;
    this.occasional = occasional;
  }

  void begin() {
    for (Occasional<?> part : occasional) {
      part.close();
    }
    List<Client<E>> clients = new ArrayList<>();
    parts.lock().lock();
    try {
      replacement.end(); // from here on, no client is another one
      for (ManagedEndpoint<E> endpoint : routing.table().all()) {
        if (endpoint.machine().draining()) {
          clients.add(endpoint.client());
        }
      }
    } finally {
      parts.lock().unlock();
    }
    // Without the lock: an opener holds its own while it waits for this one.
    for (Client<E> client : clients) {
      client.reject();
      client.opener().abandon();
      client.longUses().stop(); // at once, since it may be long until this connection is drained
    }
    replacement.abandon();
  }

  /**
   * Waits for those who use the connection, and breaks the rest off at the deadline. The first call
   * counts, others do nothing.
   */
  void drain(Deadline deadline) {
    begin();
    emptied.begin(() -> empty(deadline));
  }

  private Emptied empty(Deadline deadline) {
    long begun = time.nanoTime();
    boolean everOpened = false;
    List<Unused> clients = new ArrayList<>();
    releases.hurry(deadline);
    for (ManagedEndpoint<E> endpoint : routing.table().all()) {
      everOpened |=
          endpoint.client().opener().isHeld() || endpoint.machine().current().generation() > 0;
      DrainingClose release = new DrainingClose(parts, endpoint.client());
      clients.add(new Unused(endpoint, release, release.drain(deadline)));
    }
    return new Emptied(begun, everOpened, clients);
  }

  CloseReport.Entry close(Deadline deadline) {
    begin();
    report.begin(() -> closeNow(deadline));
    return report.result();
  }

  /** Releases the clients, whatever else cannot be done; a failure is logged. */
  void release() {
    for (ManagedEndpoint<E> endpoint : routing.table().all()) {
      try {
        endpoint.client().opener().close();
      } catch (Exception | LinkageError failure) {
        parts.log().warn("Releasing the client failed", parts.redactor().redact(failure));
      }
    }
  }

  private CloseReport.Entry closeNow(Deadline deadline) {
    boolean interrupted = Thread.interrupted();
    try {
      drain(deadline);
      return end(emptied.result(), deadline);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private CloseReport.Entry end(Emptied nobodyUses, Deadline deadline) {
    boolean everOpened = nobodyUses.everOpened();
    List<DrainingClose.Ending> endings = new ArrayList<>();
    for (Unused client : nobodyUses.clients()) {
      endings.add(client.release().end(client.drained(), deadline));
      client.endpoint().machine().closed();
    }
    endings.addAll(releases.endAll(deadline));
    List<LeaseHolder> aborted = new ArrayList<>();
    StringJoiner problems = new StringJoiner("; ").setEmptyValue("");
    for (DrainingClose.Ending ending : endings) {
      everOpened |= ending.wasHeld();
      aborted.addAll(ending.aborted());
      if (ending.problem() != null) {
        problems.add(ending.problem());
      }
    }
    parts.nothingLater();
    parts.append(
        (connection, sequence, at) ->
            new ConnectionEvent.Closed(connection, sequence, at, List.copyOf(aborted)));
    String problem = problems.length() == 0 ? null : problems.toString();
    Ending ending =
        problem != null
            ? Ending.FAILED
            : !aborted.isEmpty()
                ? Ending.ABORTED
                : everOpened ? Ending.DRAINED : Ending.NEVER_OPENED;
    return new CloseReport.Entry(
        parts.connection(),
        ending,
        Duration.ofNanos(time.nanoTime() - nobodyUses.begunNanos()),
        List.copyOf(aborted),
        problem);
  }
}
