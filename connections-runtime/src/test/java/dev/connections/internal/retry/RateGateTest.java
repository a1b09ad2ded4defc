package dev.connections.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.connection.StoppedTime;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateGateTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PATIENT = TimeUnit.HOURS.toNanos(1);

  private final StoppedTime time = new StoppedTime();
  private final RateGate gate = of(5, Duration.ofSeconds(1));

  private RateGate of(int permits, Duration period) {
    return new RateGate(new ResilienceSettings.RateLimit(permits, period), time);
  }

  private long reserve(long maxWaitNanos) {
    return gate.reserve(time.nanoTime(), maxWaitNanos);
  }

  @Test
  void afterAQuietPeriodSoManyBeginAtOnceAndThenOneAfterEachPart() {
    for (int call = 0; call < 5; call++) {
      assertThat(reserve(PATIENT)).isZero();
    }
    assertThat(reserve(PATIENT)).isEqualTo(200 * MILLI);
    assertThat(reserve(PATIENT)).isEqualTo(400 * MILLI);

    time.advance(Duration.ofDays(1));
    for (int call = 0; call < 5; call++) {
      assertThat(reserve(0)).isZero();
    }
    assertThat(reserve(0)).isEqualTo(RateGate.TOO_LONG);
  }

  @Test
  void whoCannotWaitSoLongBooksNothing() {
    for (int call = 0; call < 5; call++) {
      reserve(0);
    }
    for (int call = 0; call < 100; call++) {
      assertThat(reserve(200 * MILLI - 1)).isEqualTo(RateGate.TOO_LONG);
    }

    assertThat(reserve(200 * MILLI)).isEqualTo(200 * MILLI);
  }

  /** As with Resilience4j's limiter, those who came later waited for callers that were gone. */
  @Test
  void aPlaceThatIsGivenBackIsNotWaitedFor() {
    for (int call = 0; call < 5; call++) {
      reserve(0);
    }
    for (int waiter = 0; waiter < 10; waiter++) {
      reserve(PATIENT);
    }
    for (int waiter = 0; waiter < 10; waiter++) {
      gate.giveBack();
    }

    assertThat(reserve(PATIENT)).isEqualTo(200 * MILLI);
  }

  @Test
  void whoeverWaitsAsToldGetsTheWholeRate() {
    long begun = 0;
    for (int call = 0; call < 1_000; call++) {
      long wait = reserve(PATIENT);
      time.advance(Duration.ofNanos(wait));
      begun += wait;
    }

    assertThat(begun).isEqualTo(995 * 200 * MILLI);
  }

  @Test
  void aRateOfManyMillionsIsNoLimitToSpeakOf() {
    RateGate wide = of(Integer.MAX_VALUE, Duration.ofSeconds(1));

    for (int call = 0; call < 1_000; call++) {
      assertThat(wide.reserve(time.nanoTime(), 0)).isZero();
    }
  }

  @Test
  void aPeriodOfCenturiesDoesNotOverflow() {
    RateGate narrow = of(1, Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(narrow.reserve(time.nanoTime(), 0)).isZero();
    assertThat(narrow.reserve(time.nanoTime(), PATIENT)).isEqualTo(RateGate.TOO_LONG);
  }

  @Test
  void noPeriodSeesTwiceAsManyAndNoLongTimeMoreThanTheRate() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      StoppedTime clock = new StoppedTime();
      long start = clock.nanoTime();
      RateGate tested =
          new RateGate(new ResilienceSettings.RateLimit(7, Duration.ofSeconds(1)), clock);
      List<Long> begun = new ArrayList<>();
      while (clock.nanoTime() - start < TimeUnit.MINUTES.toNanos(5)) {
        long wait = tested.reserve(clock.nanoTime(), random.nextInt(2_000) * MILLI);
        if (wait == RateGate.TOO_LONG) {
          clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(50) == 0 ? 5_000 : 300)));
        } else {
          begun.add(clock.nanoTime() - start + wait);
        }
      }
      for (int first = 0; first + 14 < begun.size(); first++) {
        assertThat(begun.get(first + 13) - begun.get(first))
            .as("seed %d: 14 within", seed)
            .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
      }
      assertThat(begun).isSorted().hasSizeLessThanOrEqualTo(7 * 302 + 7);
    }
  }

  @Test
  void threadsTogetherBookEachPlaceOnce() throws Exception {
    ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
    ExecutorService threads = TestThreads.pool();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 1_000; call++) {
                    waits.add(reserve(PATIENT));
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    List<Long> sorted = waits.stream().sorted().toList();
    for (int place = 0; place < sorted.size(); place++) {
      assertThat(sorted.get(place)).isEqualTo(Math.max(0, place - 4) * 200 * MILLI);
    }
  }
}
