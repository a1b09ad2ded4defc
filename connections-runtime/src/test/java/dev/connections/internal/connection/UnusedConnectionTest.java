package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Operation;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionEvent.ConfigurationRejected;
import dev.connections.monitoring.ConnectionEvent.ConfigurationReplaced;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.spi.ProbeResult;
import dev.connections.spi.settings.ConnectionSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever only looks at a connection does not use it. */
@Timeout(20)
class UnusedConnectionTest {

  private final StoppedTime time = new StoppedTime();

  /** Uses it without a trace: its parts are made, and nothing has happened. */
  private static void makeParts(ManagedCore<?, ?> core) {
    core.resetCircuit("primary", "to make its parts");
    assertThat(core.isUsed()).isTrue();
  }

  private static void assertPartsSayTheSame(ManagedCore<?, ?> core) {
    ConnectionSnapshot looked = core.snapshot();
    Health health = core.health();
    makeParts(core);
    assertThat(looked).isEqualTo(core.snapshot());
    assertThat(health).isEqualTo(core.health());
  }

  @Test
  void aSnapshotOfAnUnusedConnectionMakesNoParts() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      harness.core.snapshot();

      assertThat(harness.core.isUsed()).isFalse();
    }
  }

  @Test
  void theHealthOfAnUnusedConnectionIsUnknownAndMakesNoParts() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      assertThat(harness.core.health()).isEqualTo(Health.UNKNOWN);
      assertThat(harness.core.isUsed()).isFalse();
    }
  }

  @Test
  void whoAsksForACallToJoinDoesNotUseTheConnection() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      assertThat(harness.core.joinable()).isNull();
      assertThat(harness.core.isUsed()).isFalse();
    }
  }

  @Test
  void anUnusedConnectionSaysOfItselfWhatItsPartsWouldSay() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      harness.endpoint.pool = new PoolStatistics(1, 2, 3, 4, 5);
      harness.endpoint.finding = new ProbeResult(null, Map.of("queue", "7"));
      time.advance(Duration.ofSeconds(5));

      assertPartsSayTheSame(harness.core);
    }
  }

  @Test
  void anUnusedConnectionWithSeveralEndpointsDoesToo() {
    try (CoreHarness harness =
        new CoreHarness(CoreHarness.SHORT, time, Once.SETTINGS, "primary", "standby", "third")) {
      harness.at("standby").pool = new PoolStatistics(1, 2, 3, 4, 5);

      assertPartsSayTheSame(harness.core);
    }
  }

  @Test
  void anUnusedConnectionThatIsCriticalDoesToo() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      ConnectionSettings critical = critical();
      ManagedCore<CoreHarness.FakeSettings, FakeEndpoint> core = harness.another(critical, time);

      assertThat(core.snapshot().critical()).isTrue();
      assertPartsSayTheSame(core);
      core.close(CoreHarness.in(Duration.ZERO));
    }
  }

  private static ConnectionSettings critical() {
    ConnectionSettings some = ConnectionSettings.defaults("critical", "Fake");
    return new ConnectionSettings(
        some.name(),
        some.type(),
        some.id(),
        some.startup(),
        true,
        some.timeouts(),
        some.bulkhead(),
        some.resilience());
  }

  @Test
  void aRejectedConfigurationIsToldOfAnUnusedConnectionAndMakesNoParts() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      harness.core.keepsConfiguration("no such file");

      CoreHarness.await("it is told", () -> harness.told(ConfigurationRejected.class).size() == 1);
      assertThat(harness.core.isUsed()).isFalse();
    }
  }

  @Test
  void anUnusedConnectionFollowsAnotherConfigurationAndMakesNoParts() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      FakeEndpoint before = harness.at("primary");
      harness.core.replace(
          CoreHarness.contexts("db", CoreHarness.IMPATIENT, Once.SETTINGS, "primary"));

      CoreHarness.await("it is told", () -> harness.told(ConfigurationReplaced.class).size() == 1);
      assertThat(harness.core.isUsed()).isFalse();
      assertThat(harness.core.snapshot().configurationGeneration()).isEqualTo(1);
      assertPartsSayTheSame(harness.core);
      harness.core.execute(Operation.read("first"), (endpoint, scope) -> endpoint.name);
      assertThat(harness.at("primary").opened).hasValue(1);
      assertThat(before.opened).hasValue(0);
    }
  }

  @Test
  void anUnusedConnectionWhoseEndpointsAreOthersTellsOfEachThatIsGone() {
    try (CoreHarness harness =
        new CoreHarness(CoreHarness.SHORT, time, Once.SETTINGS, "primary", "standby")) {
      harness.core.replace(CoreHarness.contexts("db", CoreHarness.SHORT, Once.SETTINGS, "standby"));

      assertThat(harness.core.snapshot().activeEndpoint()).isEqualTo("standby");
      CoreHarness.await(
          "it is told", () -> !harness.told(ConnectionEvent.SwitchedOver.class).isEmpty());
    }
  }

  @Test
  void theEventsOfItsFirstUseFollowThoseFromBeforeWithoutAGap() {
    try (CoreHarness harness = new CoreHarness(CoreHarness.SHORT, time)) {
      harness.core.keepsConfiguration("no such file");
      harness.core.keepsConfiguration("no such file either");
      harness.core.execute(Operation.read("first"), (endpoint, scope) -> endpoint.name);

      CoreHarness.await("it is told", () -> !harness.told(ConnectionEvent.Opened.class).isEmpty());
      assertThat(harness.events.get(0)).isInstanceOf(ConfigurationRejected.class);
      for (int i = 0; i < harness.events.size(); i++) {
        assertThat(harness.events.get(i).sequence()).isEqualTo(i + 1);
      }
    }
  }
}
