package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class ConnectionLogTest {

  /** Stands still until it is moved; begins shortly before it wraps around. */
  private static final class Clock implements TimeSource {
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    void advance(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  private record Appointment(Duration delay, Runnable task) {}

  private final Clock time = new Clock();
  private final List<Appointment> appointments = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final ConnectionLog log =
      new ConnectionLog(
          line -> lines.add(line.level() + " " + line.text()),
          time,
          (delay, task) -> appointments.add(new Appointment(delay, task)));

  private void write(int from, int to) {
    for (int number = from; number <= to; number++) {
      log.write(new EventLine(Level.INFO, "line " + number, Map.of()));
    }
  }

  @Test
  void tenLinesAMinuteAreLoggedAndNoAppointmentIsMade() {
    write(1, 10);

    assertThat(lines).hasSize(10);
    assertThat(appointments).isEmpty();
  }

  @Test
  void atTheEndOfTheMinuteOneLineSpeaksOfTheRestAndTellsTheLastOfThem() {
    write(1, 5);
    time.advance(Duration.ofSeconds(20));
    write(6, 14);
    log.write(new EventLine(Level.WARN, "CONNECTED -> BROKEN: lost", Map.of()));

    assertThat(lines).hasSize(10).last().isEqualTo("INFO line 10");
    assertThat(appointments).hasSize(1);
    assertThat(appointments.get(0).delay()).isEqualTo(Duration.ofSeconds(40));

    time.advance(Duration.ofSeconds(40));
    appointments.get(0).task().run();
    assertThat(lines)
        .hasSize(11)
        .last()
        .isEqualTo(
            "WARN 5 more lines were left out within 60 s; the last one: CONNECTED -> BROKEN: lost");
  }

  @Test
  void aLineOfTheNextMinuteComesAfterThatAndIsLogged() {
    write(1, 11);
    time.advance(Duration.ofSeconds(61));
    write(12, 12);
    appointments.get(0).task().run(); // too late: nothing is left to say

    assertThat(lines)
        .hasSize(12)
        .endsWith(
            "INFO 1 more line was left out within 60 s; the last one: line 11", "INFO line 12");
  }

  @Test
  void theNextMinuteIsLimitedAnew() {
    write(1, 20);
    time.advance(Duration.ofMinutes(1));
    write(21, 40);

    assertThat(lines).hasSize(21).last().isEqualTo("INFO line 30");
    assertThat(appointments).hasSize(2);
  }
}
