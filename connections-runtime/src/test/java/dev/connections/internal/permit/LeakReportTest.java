package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.application.Shop;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.monitoring.ConnectionEvent.LeakSuspected;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings.Bulkhead;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeakReportTest {

  private static final Duration LEAK = Bulkhead.LEAK_AFTER;

  private final StoppedTime clock = new StoppedTime();
  private final CoreHarness harness = new CoreHarness(CoreHarness.SHORT, clock);
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    threads.shutdownNow();
    harness.close();
  }

  private List<LeaseHolder> reported() {
    return List.copyOf(harness.events).stream()
        .filter(LeakSuspected.class::isInstance)
        .map(event -> ((LeakSuspected) event).holder())
        .toList();
  }

  private void awaitReports(int number) {
    CoreHarness.await("reports: " + number, () -> reported().size() == number);
  }

  /** Lets the watchdog look at everything at least once more. */
  private void awaitAnotherLook() {
    Permit<?> later = Shop.takes(harness.core, "later");
    int before = reported().size();
    clock.advance(LEAK);
    awaitReports(before + 1);
    later.close();
  }

  @Test
  void aLeaseThatIsNeverClosedIsReportedOnceWithThePlaceWhereItWasTaken() {
    Permit<?> forgotten = Shop.takes(harness.core, "forgotten");
    clock.advance(LEAK);
    awaitReports(1);

    LeaseHolder holder = reported().get(0);
    assertThat(holder.operation()).isEqualTo("forgotten");
    assertThat(holder.age()).isEqualTo(LEAK);
    assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(holder.takenAt().get(0).getClassName()).isEqualTo(Shop.class.getName());
    assertThat(holder.takenAt().get(0).getMethodName()).isEqualTo("takes");
    assertThat(holder.nowAt()).isEmpty();
    assertThat(harness.core.snapshot().operations().leaksSuspected()).isEqualTo(1);

    forgotten.close(); // late, but this thread needs another one
    awaitAnotherLook();
    assertThat(reported()).extracting(LeaseHolder::operation).containsExactly("forgotten", "later");
  }

  @Test
  void whatIsStillHeldIsNotReportedAgain() throws Exception {
    Future<?> holder = threads.submit(() -> Shop.takes(harness.core, "forgotten"));
    holder.get();
    clock.advance(LEAK);
    awaitReports(1);

    awaitAnotherLook();

    assertThat(reported()).extracting(LeaseHolder::operation).containsExactly("forgotten", "later");
    assertThat(harness.core.snapshot().operations().leaksSuspected()).isEqualTo(2);
  }

  @Test
  void whatComesBackInTimeIsNotReported() {
    Permit<?> punctual = Shop.takes(harness.core, "punctual");
    clock.advance(LEAK.minusNanos(1));
    punctual.close();

    awaitAnotherLook();

    assertThat(reported()).extracting(LeaseHolder::operation).containsExactly("later");
  }

  @Test
  void anAttemptIsReportedOnceItIgnoresItsDeadlineWithWhatItDoesNow() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Duration patience = LEAK.multipliedBy(3);
    Operation patient = Operation.read("batch").deadline(patience).attemptTimeout(patience);
    Future<String> call = threads.submit(() -> Shop.ignores(harness.core, patient, begun, release));
    CoreHarness.await(begun);
    clock.advance(LEAK);
    awaitAnotherLook();
    assertThat(reported())
        .as("within its deadline")
        .extracting(LeaseHolder::operation)
        .containsExactly("later");

    clock.advance(LEAK);
    awaitReports(2);

    LeaseHolder holder = reported().get(1);
    assertThat(holder.operation()).isEqualTo("batch");
    assertThat(holder.takenAt()).isEmpty();
    assertThat(holder.nowAt())
        .extracting(StackTraceElement::getMethodName)
        .contains("await", "hangsUntil");
    assertThat(holder.nowAt().get(holder.nowAt().size() - 1).getMethodName())
        .startsWith("lambda$ignores");
    assertThat(harness.core.snapshot().operations().leaksSuspected()).isEqualTo(2);
    release.countDown();
    CoreHarness.await("the end of the call", call::isDone);
  }

  /** An outsider's process was frozen for 12 s in the middle of a call, which then succeeded. */
  @Test
  void anAttemptThatEndsSoonAfterTheClockHasLeaptIsNoLeak() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<String> call =
        threads.submit(() -> Shop.works(harness.core, Operation.read("frozen"), begun, release));
    CoreHarness.await(begun);
    clock.advance(LEAK.multipliedBy(20)); // far beyond every deadline: its work is interrupted
    CoreHarness.await("the end of the call", call::isDone);

    awaitAnotherLook();

    assertThat(reported()).extracting(LeaseHolder::operation).containsExactly("later");
  }

  @Test
  void theSnapshotSaysWhereLeasesWereTakenAndHoldsNoThreadUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<String> call =
        threads.submit(() -> Shop.works(harness.core, Operation.read("call"), begun, release));
    CoreHarness.await(begun);
    try (Permit<?> lease = Shop.takes(harness.core, "lease")) {
      assertThat(lease.endpoint()).isNotNull();
      assertThat(harness.core.snapshot().holders())
          .allSatisfy(
              holder -> {
                assertThat(holder.nowAt()).isEmpty();
                assertThat(holder.takenAt().isEmpty()).isEqualTo(holder.operation().equals("call"));
              });
    }
    release.countDown();
    call.get();
  }
}
