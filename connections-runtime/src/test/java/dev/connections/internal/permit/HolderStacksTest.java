package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.application.Shop;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.FakeEndpoint;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.spi.Permit;
import dev.connections.testsupport.TestThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who cannot get a permit sees the stacks of those who have them. */
@Timeout(30)
class HolderStacksTest {

  private static final Operation READ = Operation.read("find");

  private final CoreHarness harness = new CoreHarness(CoreHarness.IMPATIENT, TimeSource.system());
  private final ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = harness.core;
  private final ExecutorService threads = TestThreads.pool();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    harness.close();
    threads.shutdownNow();
  }

  private AcquireTimeoutException refused() {
    return catchThrowableOfType(
        AcquireTimeoutException.class, () -> core.execute(READ, (endpoint, scope) -> "never"));
  }

  private static void beginsWhereItWasTaken(Throwable cause) {
    assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("takes");
  }

  @Test
  void exhaustionShowsWhereTheLongestLeaseWasTaken() throws Exception {
    harness.endpoint.capacity = 1;
    Future<?> holder = threads.submit(() -> Shop.takes(core, "nightly-report"));
    holder.get();

    AcquireTimeoutException refused = refused();

    assertThat(refused).hasMessageContaining("taken at").hasMessageContaining("Shop.takes(");
    assertThat(refused)
        .cause()
        .hasMessageContaining("'nightly-report'")
        .hasMessageContaining("taken here")
        .satisfies(HolderStacksTest::beginsWhereItWasTaken);
  }

  @Test
  void exhaustionShowsWhereTheLongestCallHangsNow() {
    harness.endpoint.capacity = 1;
    CountDownLatch begun = new CountDownLatch(1);
    threads.submit(() -> Shop.works(core, Operation.read("stuck"), begun, release));
    CoreHarness.await(begun);

    AcquireTimeoutException refused = refused();

    assertThat(refused).hasMessageContaining("now at").hasMessageContaining("Shop.lambda$works");
    assertThat(refused)
        .cause()
        .hasMessageContaining("is here now")
        .hasStackTraceContaining("Shop.hangsUntil(");
  }

  @Test
  void aNestedAcquisitionShowsWhereTheOuterLeaseWasTakenBesideItsOwnStack() {
    try (Permit<?> outer = Shop.takes(core, "stream")) {
      assertThat(outer.endpoint()).isNotNull();
      PermanentConnectionException refused =
          catchThrowableOfType(PermanentConnectionException.class, () -> Shop.takes(core, "inner"));

      assertThat(refused).hasMessageContaining("'stream', taken at").hasMessageContaining("Shop");
      assertThat(refused.diagnosis().operation()).isEqualTo("inner");
      assertThat(refused.getStackTrace())
          .extracting(StackTraceElement::getMethodName)
          .contains("takes");
      assertThat(refused).cause().satisfies(HolderStacksTest::beginsWhereItWasTaken);
    }
  }

  @Test
  void aNestedCallHasBothAcquisitionsOnItsOwnStack() {
    PermanentConnectionException refused =
        catchThrowableOfType(
            PermanentConnectionException.class,
            () -> Shop.nests(core, Operation.nonIdempotent("place"), READ));

    assertThat(refused).hasMessageContaining("'place'");
    assertThat(refused.getCause()).isNull();
    assertThat(refused.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("nests")
        .anyMatch(method -> method.startsWith("lambda$nests"));
  }

  @Test
  void aLeaseHandedToAnotherThreadIsNotTakenForAnAcquisitionOfThatThread() throws Exception {
    Permit<?> handed = Shop.takes(core, "handed-over");
    Future<String> elsewhere =
        threads.submit(() -> core.<String>execute(READ, (endpoint, scope) -> "its own permit"));

    assertThat(elsewhere.get()).isEqualTo("its own permit");
    handed.close();
  }

  @Test
  void aThreadWithoutANameIsCalledByItsNumber() throws Exception {
    Thread nameless = TestThreads.thread("", () -> Shop.takes(core, "nightly-report"));
    nameless.start();
    nameless.join();

    assertThat(core.snapshot().holders().get(0).thread()).isEqualTo("#" + nameless.getId());
  }
}
