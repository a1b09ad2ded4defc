package dev.connections.internal.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.connections.Operation;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.monitoring.PermitUse;
import dev.connections.monitoring.SizeAdvice;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UseSamplesTest {

  private static final int MINUTE = 1_200;

  private final UseSamples ten = new UseSamples(10);

  private static void add(UseSamples samples, int times, int inUse, int waiting) {
    for (int i = 0; i < times; i++) {
      samples.add(inUse, waiting);
    }
  }

  private static PermitUse read(UseSamples samples) {
    return Objects.requireNonNull(samples.read());
  }

  @Test
  void nothingIsSaidBeforeAnythingWasSeen() {
    assertThat(ten.read()).isNull();
  }

  @Test
  void itSaysHowManyAreInUseMostOfTheTimeAndAtTheBusiestMoments() {
    add(ten, 990, 3, 0);
    add(ten, 10, 7, 0);

    assertThat(read(ten)).isEqualTo(new PermitUse(1_000, 3, 7, 0, null));
  }

  @Test
  void whoeverWaitsOftenIsAdvisedToHaveMorePermits() {
    add(ten, MINUTE, 10, 4);

    PermitUse use = read(ten);
    assertThat(use.waiting()).isEqualTo(1);
    assertThat(use.most()).isEqualTo(10);
    SizeAdvice advice = Objects.requireNonNull(use.advice());
    assertThat(advice.size()).isEqualTo(14);
    assertThat(advice.reason())
        .startsWith("in 100 % of the samples callers waited for one of 10 permits");
  }

  @Test
  void aCrowdIsNoReasonToMoreThanDoubleThePool() {
    add(ten, MINUTE, 10, 500);

    assertThat(Objects.requireNonNull(read(ten).advice()).size()).isEqualTo(20);
  }

  @Test
  void waitingOnceInAWhileIsNoReasonForAdvice() {
    add(ten, 10 * MINUTE, 8, 0);
    add(ten, MINUTE / 20, 10, 2);

    PermitUse use = read(ten);
    assertThat(use.waiting()).isCloseTo(0.005, within(0.001));
    assertThat(use.advice()).isNull();
  }

  @Test
  void aPoolThatIsMostlyIdleIsAdvisedToBeSmaller() {
    add(ten, MINUTE, 2, 0);

    SizeAdvice advice = Objects.requireNonNull(read(ten).advice());
    assertThat(advice.size()).isEqualTo(3);
    assertThat(advice.reason()).contains("no more than 2 of 10 permits were in use");
  }

  @Test
  void aSmallPoolOrAShortTimeIsNoReasonForAdvice() {
    UseSamples three = new UseSamples(3);
    add(three, MINUTE, 1, 0);
    add(ten, MINUTE - 1, 1, 0);

    assertThat(read(three).advice()).isNull();
    assertThat(read(ten).advice()).isNull();
  }

  @Test
  void whatIsLongerAgoThanTwoHoursOfUseIsForgotten() {
    add(ten, 72_000, 10, 9);
    add(ten, 72_000, 1, 0);
    assertThat(read(ten).waiting()).isEqualTo(0.5);

    add(ten, 1, 1, 0);

    assertThat(read(ten).waiting()).isZero();
  }

  @Test
  void ofManyPermitsTheNumbersAreRoundedUp() {
    UseSamples many = new UseSamples(1_000);
    add(many, MINUTE, 500, 0);

    assertThat(read(many).most()).isBetween(500, 550);
    assertThat(read(many).waiting()).isZero();
  }

  @Test
  void theWatchdogSeesACallThatLasts() throws Exception {
    ExecutorService threads = TestThreads.pool();
    try (CoreHarness harness = new CoreHarness()) {
      CountDownLatch end = new CountDownLatch(1);
      var unused =
          threads.submit(
              () ->
                  harness.core.execute(
                      Operation.read("slow"),
                      (endpoint, scope) -> {
                        CoreHarness.await(end);
                        return "done";
                      }));
      Await.until(
          "it is seen",
          () -> harness.core.snapshot().endpoints().get(0).use() instanceof PermitUse);

      PermitUse use = Objects.requireNonNull(harness.core.snapshot().endpoints().get(0).use());
      assertThat(use.median()).isEqualTo(1);
      assertThat(use.waiting()).isZero();
      end.countDown();
    } finally {
      threads.shutdownNow();
    }
  }
}
