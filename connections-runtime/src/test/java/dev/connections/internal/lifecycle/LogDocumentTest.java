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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An operator finds each line of the log in docs/logs.md, by the words with which it begins. */
class LogDocumentTest {

  private static final String NAME = "orders-db";
  private static final Instant AT = Instant.EPOCH;

  private static String line(ConnectionEvent event) {
    return Objects.requireNonNull(EventLine.of(event, null)).text();
  }

  private static String health(HealthStatus to) {
    return line(new ConnectionEvent.HealthChanged(NAME, 1, AT, HealthStatus.UNKNOWN, to, "x"));
  }

  private static String circuit(CircuitState to, boolean byOperator) {
    return line(
        new ConnectionEvent.CircuitChanged(
            NAME, 1, AT, "primary", CircuitState.CLOSED, to, "x", byOperator));
  }

  private static String failed(boolean rejected) {
    return line(
        new ConnectionEvent.CallFailed(
            NAME, 1, AT, "transient", rejected, Outcome.NOT_SENT, "[transient] x"));
  }

  @Test
  void everyLineIsInTheDocumentByItsBeginning() throws Exception {
    LeaseHolder cut = new LeaseHolder("report", Duration.ofSeconds(2), "main");
    String document = Files.readString(Path.of("..", "docs", "logs.md"));
    ServerMetadata server = new ServerMetadata("PostgreSQL", null, null, null, Map.of());
    LeaseHolder holder =
        new LeaseHolder("report", Duration.ofMinutes(1), "main", List.of(), List.of());
    List<String> lines =
        List.of(
            health(HealthStatus.UP),
            health(HealthStatus.DEGRADED),
            health(HealthStatus.DOWN),
            circuit(CircuitState.OPEN, false),
            circuit(CircuitState.CLOSED, false),
            circuit(CircuitState.ISOLATED, true),
            line(new ConnectionEvent.SwitchedOver(NAME, 1, AT, "primary", "standby", "x", false)),
            line(new ConnectionEvent.AllEndpointsDown(NAME, 1, AT, Map.of("primary", "x"))),
            failed(false),
            failed(true),
            line(new ConnectionEvent.OpeningFailed(NAME, 1, AT, "transient", "[transient] x")),
            line(
                new ConnectionEvent.CallsFailed(
                    NAME, 1, AT, Map.of("transient", 1_200L), Duration.ZERO, AT)),
            line(
                new ConnectionEvent.Opened(
                    NAME, 1, AT, "primary", 1, server, Duration.ofMillis(40))),
            line(new ConnectionEvent.ConfigurationReplaced(NAME, 1, AT, 1)),
            line(new ConnectionEvent.LeakSuspected(NAME, 1, AT, holder)),
            line(new ConnectionEvent.Closed(NAME, 1, AT, List.of(cut, cut))),
            line(
                new ConnectionEvent.SubscriptionChanged(
                    NAME,
                    1,
                    AT,
                    "orders",
                    SubscriptionState.ACTIVE,
                    SubscriptionState.RECONNECTING,
                    null,
                    1,
                    false,
                    "x")),
            line(new ConnectionEvent.SubscriptionHandlerFailed(NAME, 1, AT, "orders", 1, "x")),
            line(new ConnectionEvent.Missed(NAME, 1, AT, 12)),
            line(
                new ConnectionEvent.StateChanged(
                    NAME,
                    1,
                    AT,
                    "primary",
                    LifecycleState.CONNECTED,
                    LifecycleState.BROKEN,
                    1,
                    "x")));

    List<String> beginnings =
        document
            .lines()
            .filter(row -> row.startsWith("| `" + NAME))
            .map(row -> row.substring(3, row.indexOf('`', 3)).replaceAll("…$", "").strip())
            .toList();

    assertThat(lines).allSatisfy(line -> assertThat(beginnings).anyMatch(line::startsWith));
  }
}
