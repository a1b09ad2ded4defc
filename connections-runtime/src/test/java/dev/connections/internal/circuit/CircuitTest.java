package dev.connections.internal.circuit;

import static dev.connections.internal.circuit.Circuit.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Percentage;
import dev.connections.monitoring.CircuitState;
import dev.connections.spi.settings.ResilienceSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CircuitTest {

  private final CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.ONE_PROBE);
  private final Circuit circuit = test.circuit;

  private static ResilienceSettings.Circuit slowFrom(Duration slow) {
    ResilienceSettings.Circuit usual = CircuitUnderTest.ONE_PROBE;
    return new ResilienceSettings.Circuit(
        true,
        usual.failureRate(),
        usual.window(),
        usual.minimumCalls(),
        usual.openFor(),
        usual.maxOpenFor(),
        usual.probes(),
        Optional.of(slow));
  }

  private static ResilienceSettings.Circuit disabled() {
    ResilienceSettings.Circuit usual = CircuitUnderTest.ONE_PROBE;
    return new ResilienceSettings.Circuit(
        false,
        usual.failureRate(),
        usual.window(),
        usual.minimumCalls(),
        usual.openFor(),
        usual.maxOpenFor(),
        usual.probes(),
        usual.slowCall());
  }

  @Test
  void letsCallsThroughWhileFewerThanTheRateFail() {
    test.fail(1);
    test.succeed(2);
    test.fail(1);
    test.succeed(1);

    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN); // 2 of 4, before the last
    assertThat(test.heard).containsExactly("CLOSED -> OPEN: 2 of 4 failed");

    circuit.reset("again");
    test.succeed(3);
    test.fail(2);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED); // 2 of 5
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (2 of 5 failed)");
  }

  @Test
  void doesNotJudgeByFewerThanTheMinimumOfCalls() {
    test.fail(3);

    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    test.fail(1);
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void anEndpointThatProbesHaveProvenHealthyGetsAllCallsOnceItsOpenTimeIsOver() {
    test.open();
    circuit.provenHealthy("healthy for 30 s");
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);

    test.waitTillItMayTry();
    circuit.provenHealthy("healthy for 30 s");
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(test.heard).last().isEqualTo("OPEN -> CLOSED: healthy for 30 s");
  }

  @Test
  void aHalfOpenCircuitIsClosedWhereProbesHaveProvenItsEndpointHealthy() {
    test.open();
    test.waitTillItMayTry();
    long probe = test.acquire();

    circuit.provenHealthy("healthy for 30 s");
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    circuit.failed(probe, Duration.ofMillis(1).toNanos()); // of an earlier era
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED");
  }

  @Test
  void forgetsWhatIsOlderThanTheWindow() {
    test.fail(3);
    test.time.advance(Duration.ofSeconds(31));
    test.fail(1);

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (1 of 1 failed)");
    test.time.advance(Duration.ofMinutes(5));
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (0 of 0 failed)");
  }

  @Test
  void countsAResultWhereItEndedAndNotWhereItBegan() {
    test.fail(1);
    long slow = test.acquire();
    test.time.advance(Duration.ofSeconds(29));
    circuit.failed(slow, Duration.ofSeconds(29).toNanos());
    test.time.advance(Duration.ofSeconds(20));
    test.fail(1);

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (2 of 2 failed)");
  }

  @Test
  void refusesWhileOpenAndSaysForHowLong() {
    test.open();
    Duration left = test.retryAfter();

    assertThat(test.rejects()).isTrue();
    assertThat(test.acquire()).isEqualTo(REJECTED);
    assertThat(left).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
    assertThat(circuit.describe())
        .matches("circuit OPEN for another (9|10|11) s \\(4 of 4 failed\\)");

    test.time.advance(left.minusNanos(1));
    assertThat(test.rejects()).isTrue();
    test.time.advance(Duration.ofNanos(1));
    assertThat(test.rejects()).isFalse();
    assertThat(test.retryAfter()).isZero();
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN); // nobody has tried yet
  }

  @Test
  void theAnswerToAProbeCountsOnceATenthOfTheTimeIsOverButNoLaterThanAfterASecond() {
    circuit.probeAnswered();
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    test.open();
    Duration enough = circuit.untilProbeHelps();
    Duration tenth = test.retryAfter().dividedBy(10);
    Duration second = Duration.ofSeconds(1);
    assertThat(enough).isEqualTo(tenth.compareTo(second) < 0 ? tenth : second);

    test.time.advance(enough.minusNanos(1));
    circuit.probeAnswered();
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    test.time.advance(Duration.ofNanos(1));
    circuit.probeAnswered();

    assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    assertThat(test.heard).last().isEqualTo("OPEN -> HALF_OPEN: a probe was answered");
    assertThat(circuit.untilProbeHelps()).isZero();
  }

  @Test
  void noProbeEndsWhatAnOperatorHasIsolated() {
    circuit.isolate(Duration.ofHours(1), "maintenance");
    test.time.advance(Duration.ofMinutes(59));
    circuit.probeAnswered();

    assertThat(circuit.state()).isEqualTo(CircuitState.ISOLATED);
  }

  @Test
  void peekingTakesNoProbe() {
    test.open();
    test.waitTillItMayTry();
    for (int peek = 0; peek < 100; peek++) {
      assertThat(test.rejects()).isFalse();
    }

    assertThat(test.acquire()).isNotEqualTo(REJECTED);
    assertThat(test.rejects()).isFalse(); // a half-open circuit is asked with acquire alone
    assertThat(test.acquire()).isEqualTo(REJECTED);
  }

  @Test
  void closesWhenItsProbesSucceedAndOpensWhenTheyFail() {
    test.open();
    test.waitTillItMayTry();
    test.fail(1);
    test.waitTillItMayTry();
    test.succeed(1);

    assertThat(test.heard)
        .containsExactly(
            "CLOSED -> OPEN: 4 of 4 failed",
            "OPEN -> HALF_OPEN: its time is over",
            "HALF_OPEN -> OPEN: 1 of 1 failed",
            "OPEN -> HALF_OPEN: its time is over",
            "HALF_OPEN -> CLOSED: the probes succeeded");
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED");
  }

  @Test
  void staysOpenTwiceAsLongEachTimeUpToTheLongestAndAsAtFirstAfterItHasClosed() {
    List<Duration> open = new ArrayList<>();
    test.open();
    for (int failedProbe = 0; failedProbe < 5; failedProbe++) {
      open.add(test.retryAfter());
      test.waitTillItMayTry();
      test.fail(1);
    }
    test.waitTillItMayTry();
    test.succeed(1);
    test.open();
    open.add(test.retryAfter());

    int[][] seconds = {{9, 11}, {18, 22}, {36, 44}, {54, 60}, {54, 60}, {9, 11}};
    for (int round = 0; round < seconds.length; round++) {
      assertThat(open.get(round))
          .isBetween(Duration.ofSeconds(seconds[round][0]), Duration.ofSeconds(seconds[round][1]));
    }
    assertThat(open).doesNotHaveDuplicates(); // jitter
  }

  @Test
  void severalProbesOpenItAgainAsSoonAsEnoughHaveFailedThoughOneHangs() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    long hangs = three.acquire();
    three.fail(1);
    assertThat(three.circuit.state()).isEqualTo(CircuitState.HALF_OPEN); // 1 of 3 is too few

    three.fail(1);
    assertThat(three.circuit.state()).isEqualTo(CircuitState.OPEN);
    assertThat(three.heard).last().isEqualTo("HALF_OPEN -> OPEN: 2 of 2 failed");
    three.circuit.succeeded(hangs, CircuitUnderTest.TOOK);
    assertThat(three.circuit.state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void severalProbesCloseItOnlyOnceAllAreAnswered() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    long last = three.acquire();
    three.succeed(2);
    assertThat(three.circuit.state()).isEqualTo(CircuitState.HALF_OPEN);

    three.circuit.failed(last, CircuitUnderTest.TOOK); // 1 of 3
    assertThat(three.circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void slowSuccessesCountAsFailures() {
    CircuitUnderTest slow = new CircuitUnderTest(slowFrom(Duration.ofSeconds(2)));
    for (int call = 0; call < 4; call++) {
      slow.circuit.succeeded(slow.acquire(), Duration.ofSeconds(2).toNanos() - 1);
    }
    assertThat(slow.circuit.state()).isEqualTo(CircuitState.CLOSED);

    for (int call = 0; call < 4; call++) {
      slow.circuit.succeeded(slow.acquire(), Duration.ofSeconds(2).toNanos());
    }
    assertThat(slow.circuit.state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void successesOfMoreThanAMinuteAreSuccessesUnlessSaidOtherwise() {
    for (int call = 0; call < 10; call++) {
      circuit.succeeded(test.acquire(), Duration.ofHours(1).toNanos());
    }

    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void whereItIsDisabledItNeverOpensByItself() {
    CircuitUnderTest off = new CircuitUnderTest(disabled());
    off.fail(100);

    assertThat(off.circuit.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(off.heard).isEmpty();

    off.circuit.isolate(Duration.ofMinutes(10), "maintenance");
    assertThat(off.acquire()).isEqualTo(REJECTED);
    off.time.advance(Duration.ofMinutes(10));
    assertThat(off.acquire()).isNotEqualTo(REJECTED);
    assertThat(off.circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void anIsolatedEndpointIsRefusedUntilTheIsolationEndsByItselfAndIsThenProbed() {
    circuit.isolate(Duration.ofMinutes(10), "maintenance");

    assertThat(test.rejects()).isTrue();
    assertThat(test.acquire()).isEqualTo(REJECTED);
    assertThat(test.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(circuit.describe()).isEqualTo("circuit ISOLATED for another 10 min (maintenance)");

    test.time.advance(Duration.ofMinutes(10));
    assertThat(test.rejects()).isFalse(); // who peeks sees it end
    assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    test.succeed(1);
    assertThat(test.heard)
        .containsExactly(
            "CLOSED -> ISOLATED by operator: maintenance",
            "ISOLATED -> HALF_OPEN: its isolation is over",
            "HALF_OPEN -> CLOSED: the probes succeeded");
  }

  @Test
  void whatWasSeenOfACircuitIsTheSameHoweverLateItIsRead() {
    circuit.isolate(Duration.ofMinutes(10), "maintenance");
    String before = circuit.describe();
    Serializable seen = circuit.describeLater();

    test.time.advance(Duration.ofMinutes(9));
    circuit.reset("operator");

    assertThat(seen).hasToString(before);
  }

  @Test
  void isolatingAgainSetsTheTimeAnew() {
    circuit.isolate(Duration.ofMinutes(10), "maintenance");
    circuit.isolate(Duration.ofSeconds(2), "nearly done");

    assertThat(test.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    circuit.isolate(Duration.ofDays(Integer.MAX_VALUE), "for good");
    assertThat(test.rejects()).isTrue();
    assertThat(test.heard).containsExactly("CLOSED -> ISOLATED by operator: maintenance");
  }

  @Test
  void anIsolationWithoutAnEndInTheFutureIsRefused() {
    assertThatThrownBy(() -> circuit.isolate(Duration.ZERO, "oops"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  @Test
  void aResetClosesItAtOnceWithAnEmptyWindow() {
    test.open();
    circuit.reset("mended");

    assertThat(test.acquire()).isNotEqualTo(REJECTED);
    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (0 of 0 failed)");
    test.fail(3);
    circuit.reset("counted wrongly");
    test.fail(3);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(test.heard)
        .containsExactly("CLOSED -> OPEN: 4 of 4 failed", "OPEN -> CLOSED by operator: mended");
  }

  @Test
  void whileHalfOpenItTellsHowManyProbesHaveBeenAnswered() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    three.succeed(2);

    assertThat(three.circuit.describe()).isEqualTo("circuit HALF_OPEN (2 of 3 probes answered)");
  }

  @Test
  void theListenerMayUseTheCircuitAndHearsOfThatAfterwards() throws Exception {
    Circuit[] itself = new Circuit[1];
    List<String> heard = new ArrayList<>();
    Circuit watched =
        new Circuit(
            CircuitUnderTest.ONE_PROBE,
            test.time,
            new Random(1),
            change -> {
              heard.add(change.from() + " -> " + change.to());
              if (change.to() == CircuitState.OPEN) {
                itself[0].isolate(Duration.ofHours(1), "the listener wants it");
                // No lock is held: others can go on meanwhile.
                CompletableFuture.runAsync(() -> itself[0].reset("another thread")).join();
              }
              heard.add("told " + change.to());
            });
    itself[0] = watched;
    for (int call = 0; call < 4; call++) {
      watched.failed(watched.acquire(test.time.nanoTime()), 1);
    }

    assertThat(heard)
        .containsExactly(
            "CLOSED -> OPEN",
            "told OPEN",
            "OPEN -> ISOLATED",
            "told ISOLATED",
            "ISOLATED -> CLOSED",
            "told CLOSED");
  }

  @Test
  void extremeSettingsAreTakenAsTheyAre() {
    ResilienceSettings.Circuit extreme =
        new ResilienceSettings.Circuit(
            true,
            Percentage.parse("0%"),
            Duration.ofMillis(1),
            1,
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE),
            1,
            Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    CircuitUnderTest one = new CircuitUnderTest(extreme);
    one.succeed(3);
    one.fail(1);

    assertThat(one.circuit.state()).isEqualTo(CircuitState.OPEN);
    one.time.advance(Duration.ofDays(36_500));
    assertThat(one.rejects()).isTrue();
  }
}
