package dev.connections.provider;

import dev.connections.CloseReport;
import dev.connections.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Closes all connections of a provider, once. Thread-safe.
 *
 * <p>It works on a thread of its own, so that interrupting whoever asked leaves nothing half
 * closed.
 */
final class Shutdown {

  private final Collection<NamedConnection> connections;
  private final ProviderScope scope;
  private final AtomicReference<@Nullable CompletableFuture<CloseReport>> report =
      new AtomicReference<>();

  Shutdown(Collection<NamedConnection> connections, ProviderScope scope) {
    this.connections = connections;
    this.scope = scope;
  }

  boolean hasBegun() {
    return report.get() != null;
  }

  /** Closes them, each with its own drain timeout, or waits for whoever is doing so. */
  CloseReport close() {
    return close(connection -> connection.plan().settings().timeouts().drain());
  }

  /** The same with one time for all of them. */
  CloseReport close(Duration length) {
    return close(connection -> length);
  }

  private CloseReport close(Function<NamedConnection, Duration> length) {
    CompletableFuture<CloseReport> mine = new CompletableFuture<>();
    CompletableFuture<CloseReport> earlier = report.compareAndExchange(null, mine);
    if (earlier != null) {
      return earlier.join();
    }
    long now = scope.time().nanoTime();
    mine.completeAsync(
        () -> closeAll(each -> Deadline.afterAt(now, length.apply(each), scope.time())),
        scope.threads());
    return mine.join(); // goes on through an interrupt, and leaves the flag set
  }

  /**
   * All wait for their borrowers at the same time, so that none has more time because another one
   * has; what no one uses any more is closed in order.
   */
  private CloseReport closeAll(Function<NamedConnection, Deadline> deadlines) {
    long begun = scope.time().nanoTime();
    for (NamedConnection connection : connections) {
      connection.core().beginDraining();
    }
    for (NamedConnection connection : connections) {
      Deadline deadline = deadlines.apply(connection);
      scope.threads().execute(() -> connection.core().drain(deadline));
    }
    List<CloseReport.Entry> entries = new ArrayList<>();
    for (NamedConnection connection : scope.openings().closing(connections)) {
      entries.add(close(connection, deadlines.apply(connection)));
    }
    scope.close();
    return new CloseReport(scope.since(begun), Collections.unmodifiableList(entries));
  }

  private CloseReport.Entry close(NamedConnection connection, Deadline deadline) {
    long begun = scope.time().nanoTime();
    try {
      return connection.core().close(deadline);
    } catch (Throwable failure) { // whatever one of them does, the others are closed
      return new CloseReport.Entry(
          connection.name(),
          CloseReport.Ending.FAILED,
          scope.since(begun),
          List.of(),
          scope.redactor().redact(failure.toString()));
    }
  }
}
