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
import org.junit.jupiter.api.Test;

/**
 * The promises about a connection's health. Part of {@link ConnectionTypeContract}, which is what
 * to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class HealthContract<C extends ManagedConnection<?>> extends OpeningContract<C> {

  private static final Duration LONG_AGO = Duration.ofHours(1);
  private static final int CALLERS = 8;

  HealthContract() {}

  /** Unknown is not down. */
  @Test
  public void healthIsUnknownBeforeTheFirstUse() {
    assertThat(fixture.connection().health()).isEqualTo(Health.UNKNOWN);
    assertThat(fixture.wire.accepted()).as("connections made").isZero();
  }

  /** A recent success is an answer without a probe. */
  @Test
  public void aRecentSuccessNeedsNoProbe() {
    fixture.exchange(READ);
    long acceptedBefore = fixture.wire.accepted();
    long bytesBefore = fixture.wire.requestBytes();
    Health health = fixture.connection().checkHealth();
    assertThat(health.status()).isEqualTo(HealthStatus.UP);
    assertThat(health.problem()).isNull();
    assertThat(health.checkedAt()).isNotNull();
    assertThat(fixture.connection().health().status()).isEqualTo(HealthStatus.UP);
    assertThat(fixture.wire.accepted()).as("connections made for it").isEqualTo(acceptedBefore);
    assertThat(fixture.wire.requestBytes()).as("bytes sent for it").isEqualTo(bytesBefore);
  }

  /** Probes are single-flight. */
  @Test
  public void concurrentHealthChecksShareOneProbe() {
    fixture.wire.demand();
    C connection = fixture.connection();
    fixture.exchange(READ);
    long forOne = bytesSentBy(connection::checkHealth);
    assertThat(forOne).as("bytes that one probe sends, with no success of late").isPositive();

    long forAll = bytesSentBy(() -> askTogether(connection));
    assertThat(forAll).as("bytes sent for %s callers", CALLERS).isPositive();
    assertThat(forAll).as("bytes sent for %s callers", CALLERS).isLessThan(2 * forOne);
  }

  private void askTogether(C connection) {
    long before = fixture.wire.requestBytes();
    long acceptedBefore = fixture.wire.accepted();
    fixture.wire.holdReplies();
    List<Background<Health>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(fixture.background(connection::checkHealth));
    }
    fixture.eventually(
        () -> fixture.wire.requestBytes() > before || fixture.wire.accepted() > acceptedBefore,
        "a probe goes out");
    Poll.untilStable(
        PATIENCE,
        () -> callers.stream().allMatch(Background::isWaiting),
        () -> "Expected that all callers wait for an answer");
    fixture.wire.heal();
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
    long before = fixture.wire.requestBytes();
    work.run();
    return fixture.wire.requestBytes() - before;
  }

  /** A probe tells the truth, and never throws. */
  @Test
  public void isDownWhileThePeerIsGoneAndUpWhenItIsBack() throws Exception {
    fixture.open(Map.of("timeouts.health", "2s", "timeouts.acquire", "2s"));
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.peer.stop();
    fixture.wire.cut();

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
    fixture.time.skip(LONG_AGO); // once: a skip would expire the probes that are in flight later
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

  /** The health timeout reaches the client library. */
  @Test
  public void aSilentServerIsNotUpAfterTheHealthTimeoutAndDownAfterSeveral() {
    fixture.open(Map.of("timeouts.health", "1s"));
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.time.skip(LONG_AGO);
    fixture.wire.dropReplies();
    long start = System.nanoTime();
    Health health = connection.checkHealth();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofSeconds(1).plus(SLACK));
    assertThat(health.status()).isNotEqualTo(HealthStatus.UP);
    checkUntil(HealthStatus.DOWN);
    fixture.wire.heal();
    fixture.exchange(READ);
  }
}
