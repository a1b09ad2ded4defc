package dev.connections.provider;

import dev.connections.CloseReport;
import dev.connections.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Closes all connections of a provider, once. Thread-safe.
 *
 * <p>It works on threads of its own, so that interrupting whoever asked leaves nothing half closed,
 * and goes on when a client library does not come back from releasing.
 */
final class Shutdown {

  /** What a client library may take to release what was aborted at the deadline. */
  private static final Duration GRACE = Duration.ofSeconds(2);

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

  /** Closes them, or waits for whoever is doing so. */
  CloseReport close(Duration length) {
    CompletableFuture<CloseReport> mine = new CompletableFuture<>();
    CompletableFuture<CloseReport> earlier = report.compareAndExchange(null, mine);
    if (earlier != null) {
      return earlier.join();
    }
    Deadline deadline = Deadline.after(length, scope.time());
    mine.completeAsync(() -> closeAll(deadline), scope.threads());
    return mine.join(); // goes on through an interrupt, and leaves the flag set
  }

  private CloseReport closeAll(Deadline deadline) {
    long begun = scope.time().nanoTime();
    for (NamedConnection connection : connections) {
      connection.core().beginDraining();
    }
    List<CloseReport.Entry> entries = new ArrayList<>();
    for (NamedConnection connection : scope.openings().closing(connections)) {
      entries.add(close(connection, deadline));
    }
    scope.close();
    return new CloseReport(since(begun), Collections.unmodifiableList(entries));
  }

  private CloseReport.Entry close(NamedConnection connection, Deadline deadline) {
    long begun = scope.time().nanoTime();
    CompletableFuture<CloseReport.Entry> ending = new CompletableFuture<>();
    ending.completeAsync(() -> release(connection, deadline, begun), scope.threads());
    try {
      return ending.get(deadline.remainingNanos() + GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return failed(
          connection,
          begun,
          "releasing it had not ended " + GRACE.toMillis() + " ms after the deadline");
    } catch (InterruptedException | ExecutionException impossible) {
      throw new IllegalStateException(
          "nobody knows this thread, and nothing is thrown", impossible);
    }
  }

  @SuppressWarnings("CatchThrowable") // whatever one of them does, the others are closed
  private CloseReport.Entry release(NamedConnection connection, Deadline deadline, long begun) {
    try {
      return connection.core().close(deadline);
    } catch (Throwable failure) {
      return failed(connection, begun, scope.redactor().redact(failure.toString()));
    }
  }

  private CloseReport.Entry failed(NamedConnection connection, long begun, String problem) {
    return new CloseReport.Entry(
        connection.name(), CloseReport.Ending.FAILED, since(begun), List.of(), problem);
  }

  private Duration since(long begun) {
    return Duration.ofNanos(scope.time().nanoTime() - begun);
  }
}
