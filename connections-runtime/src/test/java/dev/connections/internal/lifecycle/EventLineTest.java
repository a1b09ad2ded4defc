package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.CircuitState;
import dev.connections.ConnectionEvent;
import dev.connections.HealthStatus;
import dev.connections.LifecycleState;
import dev.connections.ServerMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class EventLineTest {

  private static final Instant AT = Instant.EPOCH;

  @Test
  void aLossIsAWarningWithItsCauseAndFieldsToSearchBy() {
    EventLine line =
        EventLine.of(
            new ConnectionEvent.StateChanged(
                "db",
                4,
                AT,
                "standby",
                LifecycleState.CONNECTED,
                LifecycleState.BROKEN,
                2,
                "peer reset"));

    assertThat(line)
        .isEqualTo(
            new EventLine(
                Level.WARN,
                "standby: CONNECTED -> BROKEN: peer reset",
                Map.of(
                    "endpoint",
                    "standby",
                    "from",
                    LifecycleState.CONNECTED,
                    "to",
                    LifecycleState.BROKEN,
                    "generation",
                    2L)));
  }

  @Test
  void openingSaysHowLongItTookAndWhatAnswered() {
    ServerMetadata server = new ServerMetadata("PostgreSQL", "18.6", null, null, Map.of());
    EventLine line =
        EventLine.of(
            new ConnectionEvent.Opened("db", 3, AT, "primary", 1, server, Duration.ofMillis(40)));

    assertThat(line)
        .isEqualTo(
            new EventLine(
                Level.INFO,
                "Opened (generation 1) in 40 ms: PostgreSQL 18.6",
                Map.of("endpoint", "primary", "generation", 1L)));
  }

  @Test
  void aRecoveryIsNoWarning() {
    EventLine line =
        EventLine.of(
            new ConnectionEvent.HealthChanged(
                "db", 5, AT, HealthStatus.DOWN, HealthStatus.UP, null));

    assertThat(line).extracting(EventLine::level).isEqualTo(Level.INFO);
  }

  @Test
  void anEndThatAbortedNothingSaysNothingNew() {
    assertThat(EventLine.of(new ConnectionEvent.Closed("db", 9, AT, 0))).isNull();
    assertThat(EventLine.of(new ConnectionEvent.Closed("db", 9, AT, 2)))
        .extracting(EventLine::text)
        .isEqualTo("Closed; 2 units of work did not finish in time");
  }

  @Test
  void aCircuitThatOpensIsAWarningAndOneThatClosesIsNot() {
    EventLine opens =
        EventLine.of(
            new ConnectionEvent.CircuitChanged(
                "db",
                6,
                AT,
                "standby",
                CircuitState.CLOSED,
                CircuitState.ISOLATED,
                "maintenance",
                true));
    EventLine closes =
        EventLine.of(
            new ConnectionEvent.CircuitChanged(
                "db",
                7,
                AT,
                "primary",
                CircuitState.HALF_OPEN,
                CircuitState.CLOSED,
                "probes passed",
                false));

    assertThat(opens)
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(
            Level.WARN, "standby: Circuit CLOSED -> ISOLATED (by an operator): maintenance");
    assertThat(closes)
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.INFO, "Circuit HALF_OPEN -> CLOSED: probes passed");
  }

  @Test
  void aFailoverSaysWhereItWentAndWhy() {
    assertThat(
            EventLine.of(
                new ConnectionEvent.SwitchedOver(
                    "db", 8, AT, "primary", "standby", "circuit open", false)))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.WARN, "Switched over from primary to standby: circuit open");
    assertThat(
            EventLine.of(
                new ConnectionEvent.AllEndpointsDown("db", 9, AT, Map.of("primary", "refused"))))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.ERROR, "No endpoint is usable: {primary=refused}");
  }

  @Test
  void whatTheLogMissedItselfIsLogged() {
    assertThat(EventLine.of(new ConnectionEvent.Missed("db", 40, AT, 12)))
        .extracting(EventLine::text)
        .isEqualTo("12 events were not logged: the log is too slow");
  }
}
