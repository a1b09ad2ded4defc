package dev.connections.internal.connection;

import dev.connections.Deadline;
import dev.connections.internal.endpoint.Client;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.monitoring.LeaseHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The clients of a connection that were replaced and are still in use, each given up on a thread in
 * the background. When the connection is closed, they have no more time than everything else.
 * Thread-safe.
 */
final class RetiredClients {

  private final ConnectionParts parts;
  private final Map<DrainingClose, CompletableFuture<DrainingClose.Ending>> inFlight =
      new ConcurrentHashMap<>();

  RetiredClients(ConnectionParts parts) {
    this.parts = parts;
  }

  /**
   * A client is to be given up. From now on closing waits for it, so what this returns must be run:
   * it lets no one in any more, and begins.
   *
   * @param patience how long those who use it may take
   * @param ended is told how it ended
   */
  Runnable plan(Client<?> client, Duration patience, Consumer<DrainingClose.Ending> ended) {
    DrainingClose release = new DrainingClose(parts, client);
    CompletableFuture<DrainingClose.Ending> ending = new CompletableFuture<>();
    inFlight.put(release, ending);
    return () -> {
      client.reject();
      begin(release, ending, patience, ended);
    };
  }

  private void begin(
      DrainingClose release,
      CompletableFuture<DrainingClose.Ending> ending,
      Duration patience,
      Consumer<DrainingClose.Ending> ended) {
    parts
        .watchdog()
        .background()
        .execute(
            () -> {
              try {
                DrainingClose.Ending how = release.release(Deadline.after(patience, parts.time()));
                ended.accept(how);
                ending.complete(how);
              } catch (RuntimeException | Error bug) {
                ending.completeExceptionally(bug); // no one may wait forever
              } finally {
                inFlight.remove(release);
              }
            });
  }

  /** How many use what was replaced. */
  int inFlight() {
    int count = 0;
    for (DrainingClose release : inFlight.keySet()) {
      count += release.client().bulkhead().inFlight();
    }
    return count;
  }

  /** Who uses what was replaced. */
  List<LeaseHolder> holders() {
    List<LeaseHolder> holders = new ArrayList<>();
    for (DrainingClose release : inFlight.keySet()) {
      holders.addAll(release.client().bulkhead().holders());
    }
    return holders;
  }

  /** Those who use what was replaced have no more time than this. */
  void hurry(Deadline deadline) {
    for (DrainingClose release : inFlight.keySet()) {
      release.hurry(deadline);
    }
  }

  /** Waits until all are given up, which takes no longer than the deadline and the aborts after. */
  List<DrainingClose.Ending> endAll(Deadline deadline) {
    Map<DrainingClose, CompletableFuture<DrainingClose.Ending>> rest = Map.copyOf(inFlight);
    hurry(deadline);
    List<DrainingClose.Ending> endings = new ArrayList<>();
    for (CompletableFuture<DrainingClose.Ending> ending : rest.values()) {
      endings.add(ending.join());
    }
    return endings;
  }
}
