package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import dev.connections.monitoring.CircuitState;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class EventLineTest {

  private static final Instant AT = Instant.EPOCH;

  @Test
  void aStepOfTheLifecycleIsForDebuggingWithItsCauseAndFieldsToSearchBy() {
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
                "peer reset"),
            null);

    assertThat(line)
        .isEqualTo(
            new EventLine(
                Level.DEBUG,
                "db: lifecycle CONNECTED -> BROKEN (endpoint standby): peer reset",
                Map.of(
                    "endpoint",
                    "standby",
                    "from",
                    LifecycleState.CONNECTED,
                    "to",
                    LifecycleState.BROKEN,
                    "generation",
                    2L),
                null));
  }

  @Test
  void openingSaysHowLongItTookAndWhatAnswered() {
    ServerMetadata server = new ServerMetadata("PostgreSQL", "18.6", null, null, Map.of());
    EventLine line =
        EventLine.of(
            new ConnectionEvent.Opened("db", 3, AT, "primary", 1, server, Duration.ofMillis(40)),
            null);

    assertThat(line)
        .isEqualTo(
            new EventLine(
                Level.INFO,
                "db: opened in 40 ms (generation 1): PostgreSQL 18.6",
                Map.of("endpoint", "primary", "generation", 1L),
                null));
  }

  @Test
  void aRecoveryIsNoWarning() {
    EventLine line =
        EventLine.of(
            new ConnectionEvent.HealthChanged(
                "db", 5, AT, HealthStatus.DOWN, HealthStatus.UP, null),
            null);

    assertThat(line).extracting(EventLine::level).isEqualTo(Level.INFO);
  }

  @Test
  void anEndThatAbortedNothingSaysNothingNew() {
    assertThat(EventLine.of(new ConnectionEvent.Closed("db", 9, AT, List.of()), null)).isNull();
    assertThat(
            EventLine.of(
                new ConnectionEvent.Closed(
                    "db", 9, AT, List.of(new LeaseHolder("report", Duration.ofSeconds(2), "main"))),
                null))
        .extracting(EventLine::text)
        .isEqualTo(
            "db: closed; 1 unit of work did not finish in time: 'report' for 2000 ms by thread 'main'");
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
                true),
            null);
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
                false),
            null);

    assertThat(opens)
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(
            Level.WARN, "db: circuit ISOLATED (endpoint standby) (by an operator): maintenance");
    assertThat(closes)
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.INFO, "db: circuit CLOSED: probes passed");
  }

  @Test
  void aFailoverSaysWhereItWentAndWhy() {
    assertThat(
            EventLine.of(
                new ConnectionEvent.SwitchedOver(
                    "db", 8, AT, "primary", "standby", "circuit open", false),
                null))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(
            Level.WARN, "db: active endpoint changed from primary to standby: circuit open");
    assertThat(
            EventLine.of(
                new ConnectionEvent.AllEndpointsDown("db", 9, AT, Map.of("primary", "refused")),
                null))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.ERROR, "db: no endpoint is usable: primary: refused");
  }

  @Test
  void aPermanentFailureIsAWarningIfItWasPerhapsDone() {
    assertThat(failed(Outcome.NOT_APPLIED).level()).isEqualTo(Level.INFO);
    assertThat(failed(Outcome.NOT_SENT).level()).isEqualTo(Level.INFO);
    assertThat(failed(Outcome.UNKNOWN).level()).isEqualTo(Level.WARN);
    assertThat(failed(Outcome.APPLIED).level()).isEqualTo(Level.WARN);
  }

  private static EventLine failed(Outcome outcome) {
    return Objects.requireNonNull(
        EventLine.of(
            new ConnectionEvent.CallFailed("db", 9, AT, "permanent", false, outcome, "x"), null));
  }

  @Test
  void aSubscriptionThatIsLostIsAWarningAndOneThatMovesIsNot() {
    assertThat(reconnecting(false))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.WARN, "db: subscription 'orders' RECONNECTING: because");
    assertThat(reconnecting(true))
        .extracting(EventLine::level, EventLine::text)
        .containsExactly(Level.INFO, "db: subscription 'orders' RECONNECTING: because");
  }

  private static EventLine reconnecting(boolean planned) {
    return Objects.requireNonNull(
        EventLine.of(
            new ConnectionEvent.SubscriptionChanged(
                "db",
                9,
                AT,
                "orders",
                SubscriptionState.ACTIVE,
                SubscriptionState.RECONNECTING,
                null,
                1,
                planned,
                "because"),
            null));
  }

  @Test
  void whatTheLogMissedItselfIsLogged() {
    assertThat(EventLine.of(new ConnectionEvent.Missed("db", 40, AT, 12), null))
        .extracting(EventLine::text)
        .isEqualTo("db: 12 events were not logged: the log is too slow");
  }
}
