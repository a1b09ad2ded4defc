package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.TimeSource;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R2: ten lines a minute once swallowed "Health -> DOWN", and told recovery 12 s and 42 s late. */
class ConnectionLogTest {

  /** Stands still until it is moved; begins shortly before it wraps around. */
  private final class Clock implements TimeSource {
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
    private Instant now = Instant.EPOCH;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return now;
    }

    void advance(Duration duration) {
      nanos += duration.toNanos();
      now = now.plus(duration);
      for (Appointment due : List.copyOf(appointments)) {
        if (!due.at().isAfter(now)) {
          appointments.remove(due);
          due.task().run();
        }
      }
    }
  }

  private record Appointment(Instant at, Runnable task) {}

  private final List<Appointment> appointments = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Clock time = new Clock();
  private final ConnectionLog log =
      new ConnectionLog(
          "db",
          line -> {
            if (line.level().toInt() >= org.slf4j.event.Level.INFO.toInt()) {
              lines.add(line.level() + " " + line.text());
            }
          },
          time,
          (delay, task) -> appointments.add(new Appointment(time.now().plus(delay), task)));
  private HealthStatus health = HealthStatus.UNKNOWN;
  private CircuitState circuit = CircuitState.CLOSED;

  private void health(HealthStatus to) {
    String problem = to == HealthStatus.UP ? null : "connection refused";
    log.write(new ConnectionEvent.HealthChanged("db", 1, time.now(), health, to, problem));
    health = to;
  }

  private void circuit(CircuitState to) {
    log.write(
        new ConnectionEvent.CircuitChanged(
            "db", 1, time.now(), "primary", circuit, to, "reason", false));
    circuit = to;
  }

  private void replaced(int from, int to) {
    for (int number = from; number <= to; number++) {
      log.write(new ConnectionEvent.ConfigurationReplaced("db", number, time.now(), number));
    }
  }

  @Test
  void otherLinesAreLimitedAndTheRestIsCounted() {
    replaced(1, 13);

    assertThat(lines)
        .hasSize(10)
        .last()
        .isEqualTo("INFO db: configuration replaced (generation 10)");

    time.advance(Duration.ofSeconds(60));
    assertThat(lines)
        .hasSize(11)
        .last()
        .isEqualTo(
            "INFO db: 3 more lines were left out within 60 s; the last one: db: configuration"
                + " replaced (generation 13)");
  }

  /** A leak was not logged in an outage: lines that nobody saw had used up the minute's ten. */
  @Test
  void linesBelowInfoDoNotTakeThePlaceOfOthers() {
    for (int change = 0; change < 50; change++) {
      circuit(CircuitState.HALF_OPEN);
    }
    replaced(1, 1);

    assertThat(lines).containsExactly("INFO db: configuration replaced (generation 1)");
  }

  /** A database was UP 11 s before the log said so. */
  @Test
  void whatHasFlappedAndThenStaysAsItIsIsLoggedAfterTwoSeconds() {
    for (int change = 0; change <= StateLog.CHANGES; change++) {
      health(change % 2 == 0 ? HealthStatus.DOWN : HealthStatus.UP);
      time.advance(Duration.ofMillis(500));
    }
    health(HealthStatus.UP);
    assertThat(lines).hasSize(StateLog.CHANGES);

    time.advance(StateLog.QUIET);

    assertThat(lines).last().asString().startsWith("INFO db: UP again after");
  }

  /** The last line of an outage of 30 s said "UP again after 605 ms". */
  @Test
  void whatWasWellForAMomentOnlyWasAwayAllTheTime() {
    health(HealthStatus.UP);
    time.advance(Duration.ofMinutes(1));
    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(20));
    health(HealthStatus.UP);
    time.advance(Duration.ofSeconds(1));
    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(5));
    health(HealthStatus.UP);
    time.advance(Duration.ofMinutes(1));
    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(3));
    health(HealthStatus.UP);

    assertThat(lines)
        .filteredOn(line -> line.contains("again"))
        .containsExactly(
            "INFO db: UP again after 20 s",
            "INFO db: UP again after 26 s",
            "INFO db: UP again after 3 s");
  }

  /** "UP again after 47 s" was said of an outage of 3 s and 44 s on the standby. */
  @Test
  void anOutageSaysForHowMuchOfItTheWorkStillWentOn() {
    health(HealthStatus.UP);
    time.advance(Duration.ofMinutes(1));
    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(3));
    health(HealthStatus.DEGRADED);
    time.advance(Duration.ofSeconds(44));
    health(HealthStatus.UP);

    assertThat(lines).last().isEqualTo("INFO db: UP again after 47 s (DEGRADED for 44 s of it)");
  }

  @Test
  void aChangeOfHealthIsLoggedAtOnceHoweverMuchElseWasLogged() {
    health(HealthStatus.UP);
    replaced(1, 50);
    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(31));
    health(HealthStatus.UP);

    assertThat(lines)
        .containsSubsequence(
            "INFO db: UP", "WARN db: DOWN: connection refused", "INFO db: UP again after 31 s");
  }

  @Test
  void whatIsOnItsWayToBeUpIsNotLoggedUnlessItStaysSo() {
    health(HealthStatus.DOWN);
    health(HealthStatus.DEGRADED);
    health(HealthStatus.UP);
    assertThat(lines).hasSize(2);

    health(HealthStatus.DOWN);
    health(HealthStatus.DEGRADED);
    time.advance(Duration.ofSeconds(1));
    assertThat(lines).hasSize(4).last().isEqualTo("WARN db: DEGRADED: connection refused");
  }

  @Test
  void aCircuitThatTriesInVainDuringAnOutageIsOneLine() {
    circuit(CircuitState.OPEN);
    for (int tries = 0; tries < 20; tries++) {
      time.advance(Duration.ofSeconds(1));
      circuit(CircuitState.HALF_OPEN);
      circuit(CircuitState.OPEN);
    }
    circuit(CircuitState.HALF_OPEN);
    circuit(CircuitState.CLOSED);

    assertThat(lines)
        .containsExactly("WARN db: circuit OPEN: reason", "INFO db: circuit CLOSED: reason");
  }

  @Test
  void whatFlapsForAnHourIsFoldedAndItsLatestStateIsAlwaysThereInTenSeconds() {
    for (int second = 0; second < 3_600; second++) {
      health(second % 2 == 0 ? HealthStatus.DOWN : HealthStatus.UP);
      time.advance(Duration.ofSeconds(1));
    }
    int flapping = lines.size();
    assertThat(flapping).isLessThanOrEqualTo(60 * (StateLog.CHANGES + 6));
    time.advance(Duration.ofSeconds(10));
    assertThat(lines).last().asString().startsWith("INFO db: UP");
    assertThat(lines).anyMatch(line -> line.endsWith("changes within 10 s)"));

    health(HealthStatus.DOWN);
    time.advance(Duration.ofSeconds(10));
    assertThat(lines).last().asString().startsWith("WARN db: DOWN: connection refused");
  }

  @Test
  void theEndLogsWhatWasStillFolded() {
    for (int change = 0; change < 11; change++) {
      health(change % 2 == 0 ? HealthStatus.UP : HealthStatus.DOWN);
    }
    log.end();

    assertThat(lines)
        .last()
        .asString()
        .isEqualTo("INFO db: UP again after 0 ms (3 changes within 10 s)");
  }

  @Test
  void failedCallsAreCountedByCode() {
    log.write(
        new ConnectionEvent.CallsFailed(
            "db",
            7,
            time.now(),
            new java.util.LinkedHashMap<>(Map.of("circuit-open", 1_200L)),
            Duration.ofMillis(5_012),
            Instant.EPOCH));

    assertThat(lines)
        .containsExactly(
            "WARN db: 1200 calls failed or rejected since 1970-01-01T00:00:00Z: circuit-open 1200;"
                + " longest 5012 ms");
  }

  @Test
  void failedCallsOfTheCallersOwnMakingAreNoWarning() {
    log.write(
        new ConnectionEvent.CallsFailed(
            "db", 7, time.now(), Map.of("permanent", 3L), Duration.ofMillis(9), Instant.EPOCH));

    assertThat(lines).singleElement().asString().startsWith("INFO db: 3 calls failed");
  }

  @Test
  void aSubscriptionThatIsBackSaysHowLongItWasAway() {
    subscription(SubscriptionState.OPENING, SubscriptionState.ACTIVE);
    subscription(SubscriptionState.ACTIVE, SubscriptionState.RECONNECTING);
    time.advance(Duration.ofSeconds(8));
    subscription(SubscriptionState.RECONNECTING, SubscriptionState.ACTIVE);

    assertThat(lines)
        .containsExactly(
            "INFO db: subscription 'orders' ACTIVE",
            "WARN db: subscription 'orders' RECONNECTING",
            "INFO db: subscription 'orders' ACTIVE again after 8 s");
  }

  private void subscription(SubscriptionState from, SubscriptionState to) {
    log.write(
        new ConnectionEvent.SubscriptionChanged(
            "db", 1, time.now(), "orders", from, to, null, 1, false, null));
  }
}
