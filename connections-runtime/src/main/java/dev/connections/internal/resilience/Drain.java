package dev.connections.internal.resilience;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.ConnectionEvent;
import dev.connections.Deadline;
import dev.connections.LeaseHolder;
import dev.connections.TimeSource;
import dev.connections.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a connection is closed: all its endpoints, one after the other, by one deadline. Thread-safe.
 */
final class Drain<E extends Endpoint> {

  private final ConnectionParts parts;
  private final TimeSource time;
  private final Routing<E> routing;
  private final Replacement<?, E> replacement;
  private final Releases releases;
  private final Runnable closingFirst;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<CloseReport.Entry> report = new CompletableFuture<>();

  /**
   * The end of one connection.
   *
   * @param closingFirst run before its endpoints drain, perhaps more than once; must not block
   */
  Drain(
      ConnectionParts parts,
      Routing<E> routing,
      Replacement<?, E> replacement,
      Releases releases,
      Runnable closingFirst) {
    this.parts = parts;
    this.time = parts.time();
    this.routing = routing;
    this.replacement = replacement;
    this.releases = releases;
    this.closingFirst = closingFirst;
  }

  void begin() {
    closingFirst.run();
    List<Client<E>> clients =
        parts
            .journal()
            .inOrder(
                () -> {
                  replacement.end(); // from here on, no client is another one
                  return drainingNow();
                });
    // Not in the journal's order: whoever opens holds a lock while it waits for that.
    for (Client<E> client : clients) {
      client.bulkhead().close();
      client.opener().abandon();
    }
    replacement.abandon();
  }

  private List<Client<E>> drainingNow() {
    List<Client<E>> clients = new ArrayList<>();
    for (ManagedEndpoint<E> endpoint : routing.table().all()) {
      if (endpoint.machine().draining()) {
        clients.add(endpoint.client());
      }
    }
    return clients;
  }

  CloseReport.Entry close(Deadline deadline) {
    begin();
    if (closing.compareAndSet(false, true)) {
      boolean interrupted = Thread.interrupted();
      try {
        report.complete(drain(deadline));
      } catch (RuntimeException | Error bug) {
        report.completeExceptionally(bug); // nobody may wait for ever
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return report.join();
  }

  private CloseReport.Entry drain(Deadline deadline) {
    long begun = time.nanoTime();
    boolean everOpened = false;
    List<ClientRelease.Ending> endings = new ArrayList<>();
    for (ManagedEndpoint<E> endpoint : routing.table().all()) {
      everOpened |=
          endpoint.client().opener().isHeld() || endpoint.machine().current().generation() > 0;
      endings.add(new ClientRelease(parts, endpoint.client()).release(deadline));
      endpoint.machine().closed();
    }
    endings.addAll(releases.endAll(deadline));
    List<LeaseHolder> aborted = new ArrayList<>();
    StringJoiner problems = new StringJoiner("; ").setEmptyValue("");
    for (ClientRelease.Ending ending : endings) {
      everOpened |= ending.wasHeld();
      aborted.addAll(ending.aborted());
      if (ending.problem() != null) {
        problems.add(ending.problem());
      }
    }
    parts.nothingLater();
    parts
        .journal()
        .append(
            (connection, sequence, at) ->
                new ConnectionEvent.Closed(connection, sequence, at, aborted.size()));
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
        Duration.ofNanos(time.nanoTime() - begun),
        List.copyOf(aborted),
        problem);
  }
}
