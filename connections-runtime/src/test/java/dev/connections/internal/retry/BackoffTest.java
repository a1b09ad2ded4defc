package dev.connections.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.spi.settings.ResilienceSettings;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  private static final int DRAWS = 20_000;

  private final Backoff backoff = of(Duration.ofMillis(100), Duration.ofSeconds(5));

  private static Backoff of(Duration base, Duration cap) {
    return new Backoff(
        new ResilienceSettings.Retry(3, base, cap, ResilienceSettings.Budget.DEFAULT),
        new Random(42));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100",
    "2, 200",
    "3, 400",
    "4, 800",
    "5, 1600",
    "6, 3200",
    "7, 5000",
    "8, 5000",
    "64, 5000",
    "2147483647, 5000",
  })
  void everyWaitUpToTheCeilingIsEquallyLikely(int failedAttempts, long ceilingMillis) {
    int[] tenths = new int[10];
    for (int draw = 0; draw < DRAWS; draw++) {
      Duration delay = backoff.delay(failedAttempts, null);
      assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(ceilingMillis));
      tenths[(int) Math.min(9, delay.toNanos() / (ceilingMillis * 100_000))]++;
    }

    double expected = DRAWS / 10.0;
    double chiSquare = 0;
    for (int tenth : tenths) {
      chiSquare += (tenth - expected) * (tenth - expected) / expected;
    }
    // With nine degrees of freedom a fair draw exceeds this once in a thousand; the seed is fixed.
    assertThat(chiSquare).isLessThan(27.88);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 30_000})
  void aWaitThatWasAskedForIsNeverUndercutAndExceededByATenthAtMost(long askedMillis) {
    Duration asked = Duration.ofMillis(askedMillis);
    Duration least = Duration.ofDays(1);
    Duration most = Duration.ZERO;
    for (int draw = 0; draw < DRAWS; draw++) {
      Duration delay = backoff.delay(1, asked);
      least = delay.compareTo(least) < 0 ? delay : least;
      most = delay.compareTo(most) > 0 ? delay : most;
    }

    assertThat(least).isBetween(asked, asked.multipliedBy(1_001).dividedBy(1_000));
    assertThat(most)
        .isBetween(
            asked.multipliedBy(1_099).dividedBy(1_000), asked.multipliedBy(11).dividedBy(10));
  }

  @Test
  void aShortWaitThatWasAskedForDoesNotShortenTheBackoff() {
    Duration most = Duration.ZERO;
    for (int draw = 0; draw < DRAWS; draw++) {
      Duration delay = backoff.delay(7, Duration.ofMillis(10));
      assertThat(delay).isGreaterThanOrEqualTo(Duration.ofMillis(10));
      most = delay.compareTo(most) > 0 ? delay : most;
    }

    assertThat(most).isGreaterThan(Duration.ofMillis(4_900));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -3_600})
  void aMomentInThePastAsksForNothing(long seconds) {
    for (int draw = 0; draw < 100; draw++) {
      assertThat(backoff.delay(1, Duration.ofSeconds(seconds)))
          .isBetween(Duration.ZERO, Duration.ofMillis(100));
    }
  }

  @Test
  void nothingOverflows() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(of(longest, longest).delay(Integer.MAX_VALUE, null)).isPositive();
    assertThat(of(longest, longest).delay(1, longest)).isGreaterThan(Duration.ofDays(36_500));
    assertThat(of(Duration.ZERO, Duration.ZERO).delay(5, null)).isZero();
  }
}
