package dev.connections.stress;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.internal.activity.OperationCounters;
import dev.connections.internal.call.AdmittedPermit;
import dev.connections.internal.call.Attempt;
import dev.connections.internal.call.CallTrace;
import dev.connections.internal.endpoint.ConnectionParts;
import dev.connections.internal.endpoint.EndpointOwner;
import dev.connections.internal.endpoint.ManagedEndpoint;
import dev.connections.internal.lifecycle.ConnectionLock;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.lifecycle.EventJournal;
import dev.connections.internal.permit.Holder;
import dev.connections.internal.permit.LeakReports;
import dev.connections.internal.permit.Watchdog;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.Redactor;
import dev.connections.spi.SocketFailures;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Attempts and permits of an endpoint that nobody opens. */
final class Uses {

  private static final Operation OPERATION = Operation.read("stress");
  private static final TimeSource TIME = TimeSource.system();

  private static final Redactor NO_SECRETS =
      new Redactor() {
        @Override
        public String redact(String text) {
          return text;
        }

        @Override
        public @Nullable Throwable redact(@Nullable Throwable throwable) {
          return throwable;
        }
      };

  private static final ConnectionLock LOCK = new ConnectionLock();

  private static final EventJournal JOURNAL = new EventJournal("db", LOCK, TIME, new EventHub());

  private static final ManagedEndpoint<Nothing> ENDPOINT =
      new ManagedEndpoint<>(
          new ConnectionParts(
              "db",
              LOCK,
              JOURNAL,
              TIME,
              () -> 0L,
              NO_SECRETS,
              new Watchdog(TIME),
              new LeakReports(JOURNAL, new OperationCounters(TIME)),
              () -> {}),
          "primary",
          new Nothing(),
          ConnectionSettings.defaults("db", "Fake"),
          new NoReaction(),
          TIME.now());

  private Uses() {}

  /** An endpoint without anything behind it. */
  static final class Nothing implements Endpoint {

    @Override
    public ServerMetadata open(Deadline deadline) {
      return new ServerMetadata("Fake", "1", null, null, Map.of());
    }

    @Override
    public void probe(Deadline deadline) {}

    @Override
    public void abort() {}

    @Override
    public void close() {}

    @Override
    public int capacity() {
      return 1;
    }

    @Override
    public FailureClassifier failures() {
      return SocketFailures.INSTANCE;
    }
  }

  private static final class NoReaction implements EndpointOwner {

    @Override
    public void endpointChanged() {}

    @Override
    public void replaceClients(String reason) {}

    @Override
    public boolean hasWritesThatCouldMove(String endpoint) {
      return false;
    }
  }

  /** Counts how often a permit comes back. */
  static final class Counting implements AdmittedPermit.Owner<Nothing> {

    final AtomicInteger closed = new AtomicInteger();

    @Override
    public RuntimeException failed(AdmittedPermit<Nothing> permit, Exception failure, Phase phase) {
      return new IllegalStateException(failure);
    }

    @Override
    public void closed(AdmittedPermit<Nothing> permit, @Nullable RuntimeException failure) {
      closed.incrementAndGet();
    }

    @Override
    public void abandoned(AdmittedPermit<Nothing> permit) {
      throw new IllegalStateException("these acquire nothing");
    }
  }

  /** An attempt under way whose deadline has passed. */
  static Attempt<Nothing> overdue() {
    Attempt<Nothing> attempt =
        new Attempt<>(abandoned -> {}, ENDPOINT, OPERATION, null, null, 1, 0);
    attempt.begin(Deadline.after(Duration.ZERO, TIME));
    return attempt;
  }

  static AdmittedPermit<Nothing> permit(Counting owner) {
    return new AdmittedPermit<>(
        owner,
        ENDPOINT,
        OPERATION,
        null,
        0,
        Deadline.after(Duration.ofHours(1), TIME),
        true,
        CallTrace.NONE);
  }

  /** Does what the watchdog does; whether there was anything to do. */
  static boolean expire(Attempt<?> attempt) {
    return run(attempt.expire(TIME.nanoTime()));
  }

  static boolean abort(Holder holder) {
    return run(holder.abort());
  }

  private static boolean run(@Nullable Runnable task) {
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }
}
