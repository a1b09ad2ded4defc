package dev.connections.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.CircuitState;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at the moment when a circuit half-opens. */
@Timeout(120)
class CircuitStampedeTest {

  private final ExecutorService threads = TestThreads.pool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private interface Step {
    void run(int thread) throws Exception;
  }

  /** Lets so many threads take the steps, which meet at a barrier if they want to. */
  private void together(int count, Step step) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int thread = number;
      running.add(
          threads.submit(
              () -> {
                step.run(thread);
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aThousandThreadsGetExactlyAsManyProbesAsAreSet() throws Exception {
    for (int round = 0; round < 10; round++) {
      CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.settings(3));
      test.open();
      test.waitTillItMayTry();
      CyclicBarrier start = new CyclicBarrier(1_000);
      ConcurrentLinkedQueue<Long> probes = new ConcurrentLinkedQueue<>();

      together(
          1_000,
          thread -> {
            start.await();
            long ticket = test.acquire();
            if (ticket != Circuit.REJECTED) {
              probes.add(ticket);
            }
          });

      assertThat(probes).hasSize(3);
      assertThat(test.circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
      assertThat(test.heard)
          .containsExactly("CLOSED -> OPEN: 4 of 4 failed", "OPEN -> HALF_OPEN: its time is over");
    }
  }

  /**
   * Sixteen threads stampede while results of earlier eras come in: success, failure and release of
   * calls from before it opened, and of a probe of the try before. None of them may count.
   */
  @Test
  void staleResultsAmidAStampedeNeitherDecideNorAddProbes() throws Exception {
    int rounds = 2_000;
    int count = 16;
    CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.settings(2));
    Circuit circuit = test.circuit;
    ConcurrentLinkedQueue<Long> probes = new ConcurrentLinkedQueue<>();
    List<Long> stale = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    CyclicBarrier begin = new CyclicBarrier(count);
    CyclicBarrier end =
        new CyclicBarrier(
            count,
            () -> {
              if (probes.size() != 2) {
                wrong.add(probes.size() + " probes");
              }
              if (circuit.state() != CircuitState.HALF_OPEN) {
                wrong.add("stale results made it " + circuit.state());
              }
              // Both probes decide, whatever the stale results were.
              boolean back = stale.size() % 2 == 0;
              stale.addAll(probes);
              for (Long probe : probes) {
                if (back) {
                  circuit.succeeded(probe, CircuitUnderTest.TOOK);
                } else {
                  circuit.failed(probe, CircuitUnderTest.TOOK);
                }
              }
              if (circuit.state() != (back ? CircuitState.CLOSED : CircuitState.OPEN)) {
                wrong.add("its probes made it " + circuit.state());
              }
              prepare(test, stale);
              probes.clear();
            });
    prepare(test, stale);

    together(
        count,
        thread -> {
          for (int round = 0; round < rounds; round++) {
            begin.await();
            // Even threads come with a stale result first, odd ones after.
            if (thread % 2 == 0) {
              reportStale(circuit, stale, thread);
            }
            long ticket = test.acquire();
            if (ticket != Circuit.REJECTED) {
              probes.add(ticket);
            }
            if (thread % 2 == 1) {
              reportStale(circuit, stale, thread);
            }
            end.await();
          }
        });

    assertThat(wrong).isEmpty();
  }

  /** Who comes between the two steps in which Resilience4j opens must not begin to count anew. */
  @Test
  void callsThatComeWhileItOpensDoNotUndoThat() throws Exception {
    CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.settings(1));
    List<String> wrong = new ArrayList<>();
    CyclicBarrier begin = new CyclicBarrier(4);
    CyclicBarrier end =
        new CyclicBarrier(
            4,
            () -> {
              if (test.circuit.state() != CircuitState.OPEN) {
                wrong.add(test.circuit.describe());
              }
              test.circuit.reset("next round");
            });

    together(
        4,
        thread -> {
          for (int round = 0; round < 10_000; round++) {
            begin.await();
            long ticket = test.acquire();
            test.circuit.failed(ticket, CircuitUnderTest.TOOK);
            for (int call = 0; call < 20; call++) {
              test.circuit.released(test.acquire());
            }
            end.await();
          }
        });

    assertThat(wrong).isEmpty();
  }

  /** Leaves the circuit about to half-open, with calls of all earlier eras still out. */
  private static void prepare(CircuitUnderTest test, List<Long> stale) {
    while (stale.size() > 40) {
      stale.remove(0);
    }
    if (test.circuit.state() == CircuitState.HALF_OPEN) {
      test.circuit.reset("the round went wrong");
    }
    if (test.circuit.state() == CircuitState.CLOSED) {
      for (int call = 0; call < 5; call++) {
        stale.add(test.acquire());
      }
      test.open();
    }
    test.waitTillItMayTry();
    test.time.advance(Duration.ofMillis(1));
  }

  private static void reportStale(Circuit circuit, List<Long> stale, int thread) {
    long ticket = stale.get(thread % stale.size());
    switch (thread / 2 % 3) {
      case 0 -> circuit.succeeded(ticket, CircuitUnderTest.TOOK);
      case 1 -> circuit.failed(ticket, CircuitUnderTest.TOOK);
      default -> circuit.released(ticket);
    }
  }

  /** Calls, time, isolations and resets at once. */
  @Test
  void whateverComesTogetherItsChangesAreToldInOrderAndItClosesInTheEnd() throws Exception {
    CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.settings(3));
    Circuit circuit = test.circuit;
    together(
        8,
        thread -> {
          for (int call = 0; call < 20_000; call++) {
            if (thread == 0 && call % 50 == 0) {
              test.time.advance(Duration.ofSeconds(1));
            }
            if (thread == 1 && call % 5_000 == 0) {
              circuit.isolate(Duration.ofSeconds(3), "test");
            }
            if (thread == 2 && call % 5_000 == 2_500) {
              circuit.reset("test");
            }
            long ticket = test.acquire();
            if (ticket != Circuit.REJECTED) {
              switch ((call + thread) % 3) {
                case 0 -> circuit.failed(ticket, CircuitUnderTest.TOOK);
                case 1 -> circuit.succeeded(ticket, CircuitUnderTest.TOOK);
                default -> circuit.released(ticket);
              }
            }
          }
        });

    CircuitState told = CircuitState.CLOSED;
    for (String change : test.heard) {
      assertThat(change).startsWith(told + " -> ");
      told = CircuitState.valueOf(change.substring(change.indexOf("> ") + 2).split("[: ]")[0]);
    }
    assertThat(told).isEqualTo(circuit.state());
    assertThat(test.heard).hasSizeGreaterThan(10);
    // All calls have ended: three probes in a row that succeed close it, wherever it stands.
    test.time.advance(Duration.ofMinutes(2));
    test.succeed(4);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }
}
