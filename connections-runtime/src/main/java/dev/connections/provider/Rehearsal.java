package dev.connections.provider;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Deadline;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.connection.ConnectionCoreFactory;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.internal.lifecycle.EventHub;
import dev.connections.internal.permit.Watchdog;
import dev.connections.spi.EndpointContext;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ResilienceSettings;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Loads what failures and closing need, some seconds after a connection was first opened: a start
 * need not pay for it, but a deployment may put another file in the place of the jar long before
 * the first failure, and then it cannot be loaded any more. It does what is to be loaded, with a
 * connection to nothing that no one sees: it fails, is rejected, and is closed. Once a process.
 */
final class Rehearsal implements Runnable {

  private static final Duration SOON = Duration.ofSeconds(3);

  /** Long enough for each of its steps, none of which waits for anything. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Until everything has been done against who does not stop: see {@code Escalation}. */
  private static final Duration STUBBORN = Duration.ofMillis(1_000);

  private static final int LONGEST_DEADLINE_MILLIS = 640;

  private static final Operation READ = Operation.read("rehearsal").maxAttempts(2);
  private static final Operation WRITE = Operation.nonIdempotent("rehearsal");

  /** So many open the circuit. */
  private static final int FAILURES = 30;

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private static volatile boolean over;

  private final ProviderScope scope;
  private final AtomicBoolean planned = new AtomicBoolean();

  /** A rehearsal that someone must plan. */
  Rehearsal(ProviderScope scope) {
    this.scope = scope;
  }

  /** Whether it has been done in this process. */
  static boolean isOver() {
    return over;
  }

  /** It is to be done soon, if no one has done it. */
  void plan() {
    if (!BEGUN.get() && planned.compareAndSet(false, true)) {
      scope.schedule(SOON, this);
    }
  }

  @Override
  public void run() {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    TimeSource time = TimeSource.system(); // another clock may stand still
    EventHub unheard = EventHub.unheard(time);
    Watchdog watchdog = new Watchdog(time);
    try {
      ConnectionCoreFactory cores =
          new ConnectionCoreFactory(time, scope.redactor(), unheard, watchdog, null);
      rehearse(core(cores, "primary"), watchdog);
      failOver(core(cores, "primary", "standby"));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError rest) {
      // Whatever is still missing is loaded when it is needed, if it can be.
    } finally {
      watchdog.close();
      unheard.close(LAST_WORDS);
      over = true;
    }
  }

  private static ManagedCore<Nothing, RehearsedEndpoint> core(
      ConnectionCoreFactory cores, String... endpoints) {
    return cores.create(
        "rehearsal#0",
        ConnectionTypeDescriptor.<NoConnection, Nothing>builder(1, "Rehearsal", "None")
            .build(new NoClasses()),
        Stream.of(endpoints)
            .map(name -> new EndpointContext<>(name, new Nothing(), settings()))
            .toList(),
        endpoint -> new RehearsedEndpoint(endpoint.name().equals(endpoints[0])),
        () -> {},
        CallTelemetry.NONE);
  }

  private static ConnectionSettings settings() {
    ResilienceSettings.Circuit circuit = ResilienceSettings.Circuit.DEFAULT;
    ConnectionSettings all = ConnectionSettings.defaults("rehearsal", "Rehearsal");
    return new ConnectionSettings(
        all.name(),
        all.type(),
        all.id(),
        all.startup(),
        all.critical(),
        all.timeouts(),
        new ConnectionSettings.Bulkhead(OptionalInt.of(1), OptionalInt.of(0)),
        new ResilienceSettings(
            all.resilience().retry(),
            new ResilienceSettings.Circuit(
                true,
                circuit.failureRate(),
                circuit.window(),
                FAILURES,
                circuit.openFor(),
                circuit.maxOpenFor(),
                circuit.probes(),
                Optional.empty()),
            Optional.empty(),
            all.resilience().monitoring(),
            all.resilience().failover()));
  }

  private static void rehearse(ManagedCore<Nothing, RehearsedEndpoint> core, Watchdog watchdog)
      throws InterruptedException {
    see(core::connect); // the first opening fails
    see(() -> core.execute(READ, (endpoint, attempt) -> 1));
    for (Kind kind : Kind.values()) {
      see(() -> core.execute(READ, (endpoint, attempt) -> fail(kind)));
      see(() -> core.execute(WRITE, (endpoint, attempt) -> fail(kind)));
    }
    see(() -> core.execute(READ, (endpoint, attempt) -> bug()));
    see(() -> core.execute(READ, (endpoint, attempt) -> reset()));
    overrun(core);
    for (int i = 0; i < FAILURES; i++) {
      see(() -> core.execute(WRITE, (endpoint, attempt) -> fail(Kind.TRANSIENT)));
    }
    see(() -> core.admit(READ)); // the circuit is open
    core.resetCircuit("primary", "rehearsal");
    Permit<RehearsedEndpoint> held = core.admit(READ);
    see(() -> core.execute(READ, (endpoint, attempt) -> 1)); // nested
    CountDownLatch rejected = new CountDownLatch(1);
    watchdog
        .background()
        .execute(
            () -> {
              see(() -> core.execute(READ, (endpoint, attempt) -> 1));
              rejected.countDown();
            });
    boolean unused = rejected.await(1, TimeUnit.SECONDS);
    see(core::checkHealth);
    see(core::snapshot);
    held.endpoint().onAbort(held::close);
    core.beginDraining();
    CloseReport.Entry end = core.close(Deadline.after(Duration.ZERO, TimeSource.system()));
    see(() -> new CloseReport(end.took(), List.of(end)).isClean());
    see(() -> core.execute(READ, (endpoint, attempt) -> 1));
  }

  /** Its text as well: it is put together when it is read. */
  private static void see(Supplier<?> step) {
    try {
      Object unused = step.get();
    } catch (ConnectionException failure) {
      String unused = failure.getMessage() + failure.diagnosis();
    } catch (RuntimeException other) {
      String unused = other.toString();
    }
  }

  private static Object fail(Kind kind) throws RehearsedException {
    throw new RehearsedException(kind);
  }

  private static Object reset() throws SocketException {
    throw new SocketException("rehearsal");
  }

  private static Object bug() {
    throw new IllegalStateException("rehearsal");
  }

  /**
   * Works past the deadline, whatever is done about it, so that all is done. A machine that is busy
   * may take longer than the deadline to begin: then again, with more time.
   */
  private static void overrun(ManagedCore<Nothing, RehearsedEndpoint> core) {
    AtomicBoolean hung = new AtomicBoolean();
    for (int millis = 10; !hung.get() && millis <= LONGEST_DEADLINE_MILLIS; millis *= 4) {
      Operation limited = READ.maxAttempts(1).deadline(Duration.ofMillis(millis));
      see(
          () ->
              core.execute(
                  limited,
                  (endpoint, attempt) -> {
                    hung.set(true);
                    return hang();
                  }));
      boolean unused = Thread.interrupted(); // of the deadline
    }
  }

  private static Object hang() {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < STUBBORN.toNanos()) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException ignored) {
        // The next step is taken against those who do not listen.
      }
    }
    return 1;
  }

  /** First one endpoint fails, then the other one too. */
  private static void failOver(ManagedCore<Nothing, RehearsedEndpoint> core) {
    see(core::connect);
    see(core::connect);
    for (int i = 0; i < FAILURES; i++) {
      see(() -> core.execute(WRITE, (endpoint, attempt) -> lose(endpoint.isFirst())));
    }
    for (int i = 0; i < FAILURES; i++) {
      see(() -> core.execute(WRITE, (endpoint, attempt) -> lose(true)));
    }
    see(() -> core.executeAsync(READ, (endpoint, attempt) -> 1).join());
    see(core::checkHealth);
    see(core::snapshot);
    CloseReport.Entry unused = core.close(Deadline.after(Duration.ZERO, TimeSource.system()));
  }

  private static Object lose(boolean really) throws RehearsedException {
    if (really) {
      throw new RehearsedException(Kind.TRANSIENT);
    }
    return 1;
  }

  /** Its settings. */
  private record Nothing() implements ConnectionConfiguration {}

  /** What no one holds. */
  private interface NoConnection extends ManagedConnection<Object> {}

  private static final class NoClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      return NoConnection.class;
    }

    @Override
    public Class<?> configurationClass(int id) {
      return Nothing.class;
    }
  }
}
