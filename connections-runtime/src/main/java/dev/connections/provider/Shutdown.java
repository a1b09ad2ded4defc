package dev.connections.provider;

import dev.connections.CloseReport;
import dev.connections.Deadline;
import dev.connections.internal.lifecycle.DoneOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes all connections of a provider, once. Thread-safe.
 *
 * <p>It works on a thread of its own, so that interrupting whoever asked leaves nothing half
 * closed.
 */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");

  private final Collection<NamedConnection> connections;
  private final ProviderScope scope;
  private final DoneOnce<CloseReport> report = new DoneOnce<>();

  Shutdown(Collection<NamedConnection> connections, ProviderScope scope) {
    this.connections = connections;
    this.scope = scope;
  }

  boolean hasBegun() {
    return report.hasBegun();
  }

  /** Closes them, each with its own drain timeout, or waits for whoever is doing so. */
  CloseReport close() {
    return closeBy(null);
  }

  /** The same with one time for all of them. */
  CloseReport close(Duration length) {
    return closeBy(length);
  }

  private CloseReport closeBy(@Nullable Duration length) {
    long now = scope.time().nanoTime();
    report.begin(() -> closeAll(length, now), scope.threads());
    return report.result();
  }

  private Deadline deadline(NamedConnection connection, @Nullable Duration length, long now) {
    Duration own = connection.plan().settings().timeouts().drain();
    return Deadline.afterAt(now, length == null ? own : length, scope.time());
  }

  /**
   * All wait for their borrowers at the same time, so that none has more time because another one
   * has; what no one uses any more is closed in order.
   */
  private CloseReport closeAll(@Nullable Duration length, long now) {
    long begun = scope.time().nanoTime();
    List<NamedConnection> unused = new ArrayList<>(connections);
    // What others use is drained when it is closed, after them.
    unused.removeIf(connection -> scope.references().depth(connection.name()) > 0);
    for (NamedConnection connection : unused) {
      try {
        connection.core().beginDraining();
      } catch (RuntimeException | Error failure) {
        LOG.warn(
            "{}: draining could not begin; it is closed all the same",
            connection.name(),
            scope.redactor().redact(failure));
      }
    }
    drain(unused, length, now);
    List<CloseReport.Entry> entries = new ArrayList<>();
    for (NamedConnection connection : scope.openings().closing(connections)) {
      entries.add(close(connection, deadline(connection, length, now)));
    }
    scope.close();
    return new CloseReport(scope.since(begun), Collections.unmodifiableList(entries));
  }

  /**
   * Those with the least time first: whoever has to wait for a turn has more time than those before
   * it, so its turn comes within that.
   */
  private void drain(List<NamedConnection> hastiest, @Nullable Duration length, long now) {
    Executor turns = scope.limited("connections-draining");
    if (length == null) {
      hastiest.sort(Comparator.comparing(each -> each.plan().settings().timeouts().drain()));
    }
    for (NamedConnection connection : hastiest) {
      Deadline deadline = deadline(connection, length, now);
      turns.execute(() -> connection.core().drain(deadline));
    }
  }

  private CloseReport.Entry close(NamedConnection connection, Deadline deadline) {
    long begun = scope.time().nanoTime();
    try {
      return connection.core().close(deadline);
    } catch (Throwable failure) { // whatever one of them does, the others are closed
      connection.core().release();
      return new CloseReport.Entry(
          connection.name(),
          CloseReport.Ending.FAILED,
          scope.since(begun),
          List.of(),
          scope.redactor().redact(failure.toString()));
    }
  }
}
