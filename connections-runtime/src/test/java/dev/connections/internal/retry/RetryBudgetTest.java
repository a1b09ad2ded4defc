package dev.connections.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Percentage;
import dev.connections.internal.connection.StoppedTime;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryBudgetTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final StoppedTime time = new StoppedTime();
  private RetryBudget budget = new RetryBudget(ResilienceSettings.Budget.DEFAULT, time);

  private RetryBudget of(String ratio, int perSecond) {
    return new RetryBudget(new ResilienceSettings.Budget(Percentage.parse(ratio), perSecond), time);
  }

  private void deposit(int calls) {
    for (int call = 0; call < calls; call++) {
      budget.deposit(time.nanoTime());
    }
  }

  /** Retries until there are none left. */
  private int exhaust() {
    int retries = 0;
    while (budget.withdraw(time.nanoTime())) {
      retries++;
    }
    return retries;
  }

  @Test
  void atFirstThereIsWhatOneSecondEarns() {
    assertThat(budget.available(time.nanoTime())).isEqualTo(3);
    assertThat(exhaust()).isEqualTo(3);
  }

  @Test
  void ifEverythingFailsThereAreNoMoreRetriesThanAFifthOfTheCallsAndThoseOfTheStart() {
    int calls = 10_000;
    int attempts = 0;
    for (int call = 0; call < calls; call++) {
      budget.deposit(time.nanoTime());
      attempts++;
      for (int retry = 0; retry < 2 && budget.withdraw(time.nanoTime()); retry++) {
        attempts++;
      }
    }

    assertThat(attempts).isEqualTo(calls + calls / 5 + 3);
  }

  @Test
  void fewCallsMayRetryThreeTimesASecond() {
    exhaust();
    for (int second = 0; second < 100; second++) {
      time.advance(Duration.ofSeconds(1));
      assertThat(exhaust()).isEqualTo(3);
    }
  }

  @Test
  void hoursOfCallsDoNotSaveUpAStorm() {
    for (int second = 0; second < 7_200; second++) {
      deposit(10);
      time.advance(Duration.ofSeconds(1));
    }

    // 2 a second of the calls of the last 10 to 11 seconds, and 3 a second of the last 10.
    assertThat(exhaust()).isBetween(50, 52);
  }

  @Test
  void whatCallsEarnedLapsesAfterTenSecondsToTheSecond() {
    budget = of("100%", 0);
    deposit(7);
    time.advance(Duration.ofSeconds(10));
    assertThat(budget.available(time.nanoTime())).isEqualTo(7);

    time.advance(Duration.ofSeconds(1));
    assertThat(budget.available(time.nanoTime())).isZero();
    assertThat(budget.withdraw(time.nanoTime())).isFalse();
  }

  @Test
  void theOldestIsUsedFirstSoThatNewerOnesAreLeftWhenItLapses() {
    budget = of("100%", 0);
    deposit(2);
    time.advance(Duration.ofSeconds(6));
    deposit(2);
    assertThat(budget.withdraw(time.nanoTime())).isTrue();
    time.advance(Duration.ofSeconds(6));

    assertThat(exhaust()).isEqualTo(2);
  }

  @Test
  void aBudgetOfNothingAllowsNothing() {
    budget = of("0%", 0);
    deposit(1_000);
    time.advance(Duration.ofHours(1));

    assertThat(exhaust()).isZero();
  }

  @Test
  void sumsMayWrapAround() {
    budget = of("999999999999%", Integer.MAX_VALUE);
    for (int round = 0; round < 100; round++) {
      time.advance(Duration.ofDays(1));
      deposit(1);
      assertThat(budget.available(time.nanoTime())).isGreaterThan(Integer.MAX_VALUE);
      assertThat(budget.withdraw(time.nanoTime())).isTrue();
    }
  }

  /** Calls alone, beside a list of what each earned. */
  @Test
  void itGivesWhatAListOfEarningsWouldGive() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      StoppedTime clock = new StoppedTime();
      long start = clock.nanoTime();
      RetryBudget tested =
          new RetryBudget(new ResilienceSettings.Budget(Percentage.parse("25%"), 0), clock);
      Deque<long[]> earned = new ArrayDeque<>(); // second, quarters left
      for (int step = 0; step < 2_000; step++) {
        long now = clock.nanoTime();
        long second = (now - start) / SECOND;
        earned.removeIf(entry -> entry[0] < second - 10);
        int what = random.nextInt(10);
        if (what < 6) {
          tested.deposit(now);
          earned.addLast(new long[] {second, 1});
        } else if (what < 9) {
          long left = earned.stream().mapToLong(entry -> entry[1]).sum();
          assertThat(tested.withdraw(now)).as("seed %d, step %d", seed, step).isEqualTo(left >= 4);
          for (int quarter = 0; left >= 4 && quarter < 4; quarter++) {
            while (earned.element()[1] == 0) {
              earned.remove();
            }
            earned.element()[1]--;
          }
        } else {
          clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 15_000 : 900)));
        }
      }
    }
  }

  /** Calls and time: no interval sees more retries than it and the ten seconds before earned. */
  @Test
  void noIntervalHasMoreRetriesThanItsBudget() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      StoppedTime clock = new StoppedTime();
      long start = clock.nanoTime();
      RetryBudget tested = new RetryBudget(ResilienceSettings.Budget.DEFAULT, clock);
      List<Long> calls = new ArrayList<>();
      List<Long> retries = new ArrayList<>();
      for (int step = 0; step < 1_500; step++) {
        long now = clock.nanoTime();
        int what = random.nextInt(10);
        if (what < 5) {
          tested.deposit(now);
          calls.add(now - start);
        } else if (what < 9) {
          if (tested.withdraw(now)) {
            retries.add(now - start);
          }
        } else {
          clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(30) == 0 ? 20_000 : 500)));
        }
      }
      for (int from = 0; from < retries.size(); from += 7) {
        for (int to = from; to < retries.size(); to += 5) {
          long begin = retries.get(from) - 11 * SECOND;
          long end = retries.get(to);
          long within = calls.stream().filter(call -> call >= begin && call <= end).count();
          double most = 0.2 * within + 3.0 * (end - Math.max(begin, 0)) / SECOND + 3;
          assertThat(to - from + 1.0).as("seed %d", seed).isLessThanOrEqualTo(most + 1e-6);
        }
      }
    }
  }

  @Test
  void threadsTogetherNeverTakeMoreThanThereIs() throws Exception {
    budget = of("50%", 0);
    ExecutorService threads = TestThreads.pool();
    AtomicInteger taken = new AtomicInteger();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 10_000; call++) {
                    budget.deposit(time.nanoTime());
                    if (budget.withdraw(time.nanoTime())) {
                      taken.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(taken.get() + exhaust()).isEqualTo(40_000);
  }
}
