package dev.connections.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.CircuitState;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Successes that a circuit keeps back from its window decide as if it did not. */
@Timeout(60)
class SuccessBufferTest {

  private final CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.ONE_PROBE);
  private final Circuit circuit = test.circuit;
  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aFailureIsJudgedBesideAllSuccessesBeforeIt() {
    test.succeed(63);
    test.fail(62);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    test.fail(1);

    assertThat(test.heard).containsExactly("CLOSED -> OPEN: 63 of 126 failed");
  }

  @Test
  void aSuccessLeavesTheWindowWithTheSecondInWhichItCame() {
    test.succeed(10);
    test.time.advance(Duration.ofMillis(29_900));
    test.succeed(5);
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (0 of 15 failed)");

    test.time.advance(Duration.ofMillis(1_100));
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (0 of 5 failed)");
  }

  @Test
  void successesDoNotOutliveAnEra() {
    test.succeed(10);
    circuit.reset("operator");
    test.fail(3);

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (3 of 3 failed)");
  }

  @Test
  void whenTheLastFailureHasLeftTheWindowEverySuccessIsStillCounted() {
    test.succeed(3);
    test.fail(1);
    test.succeed(100);
    test.time.advance(Duration.ofSeconds(31));
    test.succeed(100);
    test.fail(1);

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (1 of 101 failed)");
  }

  @Test
  void everyResultIsCountedOnceHoweverManyThreadsReportAtOnce() throws Exception {
    int reporters = 8;
    CyclicBarrier start = new CyclicBarrier(reporters);
    List<Future<?>> running = new ArrayList<>();
    for (int number = 0; number < reporters; number++) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                test.succeed(5_000);
                test.fail(10); // some of them while others still succeed
                test.succeed(5_000);
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get(30, TimeUnit.SECONDS);
    }

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (80 of 80080 failed)");
  }
}
