package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ManagedConnection;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is promised of a connection's health. */
final class HealthPromises<C extends ManagedConnection<?>> {

  private static final Duration LONG_AGO = Duration.ofHours(1);
  private static final int CALLERS = 8;

  private final ContractFixture<C> fixture;

  HealthPromises(ContractFixture<C> fixture) {
    this.fixture = fixture;
  }

  void nobodyKnowsBeforeTheFirstUse() {
    assertThat(fixture.connection().health()).isEqualTo(Health.UNKNOWN);
    assertThat(fixture.proxy.statistics().accepted()).as("connections made").isZero();
  }

  void aUseThatWorkedIsProofEnough() {
    fixture.exchange(READ);
    FaultProxyStatistics before = fixture.proxy.statistics();
    Health health = fixture.connection().checkHealth();
    assertThat(health.status()).isEqualTo(HealthStatus.UP);
    assertThat(health.problem()).isNull();
    assertThat(health.checkedAt()).isNotNull();
    assertThat(fixture.connection().health().status()).isEqualTo(HealthStatus.UP);
    FaultProxyStatistics after = fixture.proxy.statistics();
    assertThat(after.accepted()).as("connections made for it").isEqualTo(before.accepted());
    assertThat(after.requestBytes()).as("bytes sent for it").isEqualTo(before.requestBytes());
  }

  void everybodyWhoAsksAtTheSameTimeSharesOneProbe() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    long forOne = bytesSentBy(connection::checkHealth);
    assertThat(forOne).as("bytes that one probe sends, with no success of late").isPositive();

    long forAll = bytesSentBy(() -> askTogether(connection));
    assertThat(forAll).as("bytes sent for %s callers", CALLERS).isPositive();
    assertThat(forAll).as("bytes sent for %s callers", CALLERS).isLessThan(2 * forOne);
  }

  private void askTogether(C connection) {
    long before = fixture.proxy.statistics().requestBytes();
    long acceptedBefore = fixture.proxy.statistics().accepted();
    fixture.proxy.holdReplies();
    List<Background<Health>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(fixture.background(connection::checkHealth));
    }
    fixture.eventually(
        () ->
            fixture.proxy.statistics().requestBytes() > before
                || fixture.proxy.statistics().accepted() > acceptedBefore,
        "a probe goes out");
    Poll.untilStable(
        PATIENCE,
        () -> callers.stream().allMatch(Background::isWaiting),
        () -> "Expected that all callers wait for an answer");
    fixture.proxy.heal();
    List<Health> answers = callers.stream().map(caller -> caller.value(PATIENCE)).toList();
    assertThat(answers).allSatisfy(up -> assertThat(up.status()).isEqualTo(HealthStatus.UP));
    assertThat(answers)
        .extracting(Health::checkedAt)
        .as("one verdict")
        .containsOnly(answers.get(0).checkedAt());
  }

  /** What goes to the external system, when no success is recent enough to be believed. */
  private long bytesSentBy(Runnable work) {
    fixture.awaitQuiet();
    fixture.time.skip(LONG_AGO);
    long before = fixture.proxy.statistics().requestBytes();
    work.run();
    return fixture.proxy.statistics().requestBytes() - before;
  }

  void isDownWhileThePeerIsGoneAndUpWhenItIsBack() throws Exception {
    fixture.open(Map.of("timeouts.health", "2s", "timeouts.acquire", "2s"));
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.peer.stop();
    fixture.proxy.cut();

    Health down = checkUntil(HealthStatus.DOWN);
    assertThat(down.problem()).isNotBlank();
    assertThat(down.checkedAt()).isNotNull();
    assertThat(fixture.provider().snapshot().connection(NAME))
        .hasValueSatisfying(
            seen -> assertThat(seen.health().status()).isEqualTo(HealthStatus.DOWN));

    fixture.peer.start();
    assertThat(checkUntil(HealthStatus.UP).problem()).isNull();
    // A pool may still hold resources of the server that was; using one is how it finds out.
    fixture.eventuallyExchanges(READ);
    fixture.eventually(
        () -> connection.health().status() == HealthStatus.UP, "no suspicion is left");
    fixture.provider().close();
    fixture.events.assertInOrder();
  }

  private Health checkUntil(HealthStatus wanted) {
    C connection = fixture.connection();
    Health[] last = {connection.health()};
    fixture.time.skip(LONG_AGO); // once: a skip would expire the probes that are under way later
    fixture.eventually(
        () -> {
          long start = System.nanoTime();
          last[0] = connection.checkHealth();
          assertThat(Duration.ofNanos(System.nanoTime() - start))
              .as("a check ends within the health timeout")
              .isLessThan(Duration.ofSeconds(2).plus(SLACK));
          return last[0].status() == wanted;
        },
        "health becomes " + wanted);
    return last[0];
  }

  void aSilentServerIsNotUpAfterTheHealthTimeoutAndDownAfterSeveral() {
    fixture.open(Map.of("timeouts.health", "1s"));
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.time.skip(LONG_AGO);
    fixture.proxy.dropReplies();
    long start = System.nanoTime();
    Health health = connection.checkHealth();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofSeconds(1).plus(SLACK));
    assertThat(health.status()).isNotEqualTo(HealthStatus.UP);
    checkUntil(HealthStatus.DOWN);
    fixture.proxy.heal();
    fixture.exchange(READ);
  }
}
