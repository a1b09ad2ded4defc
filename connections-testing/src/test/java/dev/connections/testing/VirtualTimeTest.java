package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.testsupport.TestThreads;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = new VirtualTime();

  @Test
  void timeStandsStillUntilItIsMoved() {
    long nanos = time.nanoTime();
    assertThat(time.now()).isEqualTo(VirtualTime.START).isEqualTo(time.now());
    assertThat(time.nanoTime()).isEqualTo(nanos);
  }

  @Test
  void advancingMovesBothClocksAlike() {
    long before = time.nanoTime();
    time.advance(Duration.ofSeconds(90));
    assertThat(time.nanoTime() - before).isEqualTo(Duration.ofSeconds(90).toNanos());
    assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(90));
  }

  @Test
  void theTimeOfDayCanBeSetBackWithoutMovingTheMonotonicClock() {
    long before = time.nanoTime();
    time.moveWallClock(Duration.ofHours(-1));
    assertThat(time.now()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
    assertThat(time.nanoTime()).isEqualTo(before);
    time.advance(Duration.ofSeconds(1));
    assertThat(time.now()).isEqualTo(Instant.parse("2025-12-31T23:00:01Z"));
  }

  @Test
  void theMonotonicClockWrapsAroundWithinTheFirstHour() {
    long before = time.nanoTime();
    Deadline deadline = Deadline.after(Duration.ofHours(2), time);
    time.advance(Duration.ofHours(1));
    assertThat(time.nanoTime()).isLessThan(before);
    assertThat(deadline.remaining()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void itCannotGoBack() {
    assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S")
        .hasMessageContaining("moveWallClock");
  }

  @Test
  void noStepIsLostWhenManyThreadsMoveIt() throws InterruptedException {
    long before = time.nanoTime();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          TestThreads.thread(
              "test",
              () -> {
                for (int step = 0; step < 1_000; step++) {
                  time.advance(Duration.ofNanos(1));
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(time.nanoTime() - before).isEqualTo(8_000);
    assertThat(time.now()).isEqualTo(VirtualTime.START.plusNanos(8_000));
  }
}
