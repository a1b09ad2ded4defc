package dev.connections.internal.connection;

import dev.connections.Operation;
import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.RateLimit;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import dev.connections.testsupport.TestThreads;
import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** A connection that tries three times, and the ways to make it fail. */
final class FailingConnection implements AutoCloseable {

  static final Operation READ = Operation.read(FailureCase.OPERATION);
  static final Operation WRITE = Operation.nonIdempotent(FailureCase.OPERATION);

  final CoreHarness harness = new CoreHarness();
  final FakeEndpoint endpoint = harness.endpoint;
  final ExecutorService threads = TestThreads.pool();
  final CountDownLatch end = new CountDownLatch(1);
  private Optional<RateLimit> limit = Optional.empty();
  private Timeouts timeouts = CoreHarness.SHORT;
  private Bulkhead bulkhead = Bulkhead.DEFAULT;
  private @Nullable ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> made;

  FailingConnection() {
    endpoint.pool = new PoolStatistics(4, 2, 1, 1);
  }

  /** The connection; made when it is first asked for. */
  ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core() {
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = made;
    if (core == null) {
      core = make();
      made = core;
    }
    return core;
  }

  private ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> make() {
    ResilienceSettings resilience =
        new ResilienceSettings(
            new Retry(
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                new ResilienceSettings.Budget(Percentage.parse("20%"), 10)),
            Circuit.DEFAULT,
            limit,
            Monitoring.DEFAULT,
            Failover.DEFAULT);
    return harness.another(
        ConnectionSettings.defaults("shop", "Fake")
            .withTimeouts(timeouts)
            .withResilience(resilience)
            .withBulkhead(bulkhead),
        TimeSource.system());
  }

  /** It may be called once an hour, and was. */
  void usesItsRateUp() {
    limit = Optional.of(new RateLimit(1, Duration.ofHours(1)));
    core().execute(READ, (used, scope) -> true);
  }

  /** Nobody may wait for a permit. */
  void hasNoLine() {
    bulkhead = new Bulkhead(OptionalInt.of(1), OptionalInt.of(0));
  }

  /** Somebody else holds the only permit. */
  void isFull() throws Exception {
    endpoint.capacity = 1;
    timeouts = CoreHarness.IMPATIENT;
    ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> full = core();
    threads.submit(() -> full.admit(Operation.read("holder"))).get();
  }

  <T extends @Nullable Object> T call(AttemptWork<FakeEndpoint, T> work) {
    return core().execute(READ, work);
  }

  void answers(Kind kind, String problem, @Nullable Duration retryAfter) {
    endpoint.classifier =
        (failure, phase) -> {
          FailureClassification answered =
              FailureClassification.answered(kind, problem, "CODE 1 " + CoreHarness.SECRET);
          return answered.but().retryAfter(retryAfter).because(answered.problem());
        };
  }

  void failsWithAnswer() {
    call(
        (used, scope) -> {
          throw new IllegalStateException("answered " + CoreHarness.SECRET);
        });
  }

  static EOFException lost() {
    return new EOFException("lost near " + CoreHarness.SECRET);
  }

  /** A permit for a lease. */
  Permit<FakeEndpoint> lease() {
    return core().admit(READ);
  }

  @Override
  public void close() {
    Thread.interrupted(); // what some cases leave behind
    end.countDown();
    core().close(CoreHarness.in(Duration.ofMillis(200)));
    harness.close();
    threads.shutdownNow();
  }
}
