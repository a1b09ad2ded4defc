package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final Clock clock = new Clock();

  @Test
  void whatIsLeftIsNeverNegative() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(2), clock);

    clock.advance(Duration.ofSeconds(3));

    assertThat(deadline.isExpired()).isTrue();
    assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    assertThat(deadline.length()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aClockThatWrapsAroundDoesNoHarm() {
    clock.nanos = Long.MAX_VALUE - 10;
    Deadline deadline = Deadline.after(Duration.ofSeconds(2), clock);

    clock.advance(Duration.ofSeconds(1));

    assertThat(clock.nanos).isNegative();
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theSoonerOfTwoLimitsCounts() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(2), clock);

    assertThat(deadline.capped(Duration.ofSeconds(1)).remaining()).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadline.capped(Duration.ofSeconds(3))).isSameAs(deadline);
  }

  @Test
  void millisecondsForLibrariesAreNeverZeroWhichWouldMeanForEver() {
    Deadline deadline = Deadline.after(Duration.ofMillis(1500), clock);
    assertThat(deadline.remainingMillis()).isEqualTo(1500);

    clock.advance(Duration.ofSeconds(2));
    assertThat(deadline.remainingMillis()).isEqualTo(1);

    assertThat(Deadline.after(Duration.ofDays(365), clock).remainingMillis())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static final class Clock implements TimeSource {
    private long nanos;

    void advance(Duration length) {
      nanos += length.toNanos();
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
