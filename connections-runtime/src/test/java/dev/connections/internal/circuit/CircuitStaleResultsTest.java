package dev.connections.internal.circuit;

import static dev.connections.internal.circuit.Circuit.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.CircuitState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The measured defects of Resilience4j 2.4.0 (E1 to E4), which a circuit does not have. Each stands
 * beside the same steps on Resilience4j itself: should one of those fail after an upgrade, the
 * defect is gone, and what we do about it may go, too.
 */
@Timeout(30)
class CircuitStaleResultsTest {

  private final CircuitUnderTest test = new CircuitUnderTest(CircuitUnderTest.ONE_PROBE);
  private final Circuit circuit = test.circuit;

  @Test
  void aSuccessFromBeforeItOpenedDoesNotCloseItWhileTheProbeIsOut() {
    long late = test.acquire();
    test.open();
    test.waitTillItMayTry();
    long probe = test.acquire();

    circuit.succeeded(late, CircuitUnderTest.TOOK);

    assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    circuit.failed(probe, CircuitUnderTest.TOOK);
    assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void aFailureFromBeforeItOpenedDoesNotOpenItAgain() {
    long late = test.acquire();
    test.open();
    test.waitTillItMayTry();
    long probe = test.acquire();

    circuit.failed(late, CircuitUnderTest.TOOK);

    assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    circuit.succeeded(probe, CircuitUnderTest.TOOK);
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aCallFromBeforeItOpenedThatSaysNothingGivesNoSecondProbe() {
    long late = test.acquire();
    test.open();
    test.waitTillItMayTry();
    assertThat(test.acquire()).isNotEqualTo(REJECTED);

    circuit.released(late);

    assertThat(test.acquire()).isEqualTo(REJECTED);
  }

  @Test
  void aProbeThatSaysNothingGivesItsPlaceToTheNext() {
    test.open();
    test.waitTillItMayTry();
    long probe = test.acquire();
    assertThat(test.acquire()).isEqualTo(REJECTED);

    circuit.released(probe);

    assertThat(test.acquire()).isNotEqualTo(REJECTED);
    assertThat(test.acquire()).isEqualTo(REJECTED);
  }

  @Test
  void aProbeOfAnEarlierTryDoesNotCountInTheNext() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    long straggler = three.acquire();
    three.circuit.reset("an operator was faster");
    three.open();
    three.waitTillItMayTry();
    three.fail(1);

    three.circuit.failed(straggler, CircuitUnderTest.TOOK);
    three.circuit.released(straggler);

    assertThat(three.circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    assertThat(three.acquire()).isNotEqualTo(REJECTED);
    assertThat(three.acquire()).isNotEqualTo(REJECTED);
    assertThat(three.acquire()).isEqualTo(REJECTED);
  }

  @Test
  void resultsFromBeforeAResetOrAnIsolationAreNoEvidence() {
    long[] late = new long[10];
    for (int call = 0; call < late.length; call++) {
      late[call] = test.acquire();
    }
    circuit.reset("counted wrongly");
    for (long ticket : late) {
      circuit.failed(ticket, CircuitUnderTest.TOOK);
    }

    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aLostProbeBarsTheWayForTheLongestOpenTimeAtMost() {
    test.open();
    test.waitTillItMayTry();
    long lost = test.acquire();
    test.time.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(test.acquire()).isEqualTo(REJECTED);

    test.time.advance(Duration.ofNanos(1));

    assertThat(test.acquire()).isNotEqualTo(REJECTED);
    assertThat(test.acquire()).isEqualTo(REJECTED);
    circuit.succeeded(lost, CircuitUnderTest.TOOK); // of the same try, so it still counts
    assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void onlyLostProbesAreReplacedAndTheAnsweredOnesCount() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    three.succeed(2);
    assertThat(three.acquire()).isNotEqualTo(REJECTED); // and is lost
    three.time.advance(Duration.ofSeconds(60));

    three.succeed(1);

    assertThat(three.circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aHalfOpenCircuitToWhichFewCallsComeWaitsForThem() {
    CircuitUnderTest three = new CircuitUnderTest(CircuitUnderTest.settings(3));
    three.open();
    three.waitTillItMayTry();
    for (int call = 0; call < 3; call++) {
      assertThat(three.circuit.state()).isNotEqualTo(CircuitState.CLOSED);
      three.succeed(1);
      three.time.advance(Duration.ofHours(1));
    }

    assertThat(three.circuit.state()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void theTimeOfDayDoesNotMatter() {
    test.open();
    test.time.moveWallClock(Duration.ofHours(-1));
    test.waitTillItMayTry();

    assertThat(test.acquire()).isNotEqualTo(REJECTED);
    test.time.moveWallClock(Duration.ofHours(2));
    assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
  }

  @Test
  void whatTheEndpointIsNotToBlameForDoesNotOpenIt() {
    for (int call = 0; call < 100; call++) {
      circuit.released(test.acquire()); // as after a full bulkhead
    }

    assertThat(circuit.describe()).isEqualTo("circuit CLOSED (0 of 0 failed)");
  }

  @Nested
  class OnResilience4jItself {

    private static final class WallClock extends Clock {
      private Instant instant = Instant.parse("2026-01-01T00:00:00Z");

      @Override
      public Instant instant() {
        return instant;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    }

    private static final class BulkheadFull extends Exception {
      private static final long serialVersionUID = 1;
    }

    private final WallClock clock = new WallClock();
    private final CircuitBreaker raw =
        CircuitBreaker.of(
            "raw",
            CircuitBreakerConfig.custom()
                .slidingWindow(4, 4, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .ignoreExceptions(IllegalStateException.class)
                .clock(clock)
                .build());

    private void open() {
      for (int call = 0; call < 4; call++) {
        assertThat(raw.tryAcquirePermission()).isTrue();
        raw.onError(1, TimeUnit.MILLISECONDS, new Exception("failed"));
      }
      assertThat(raw.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    private void probe() {
      clock.instant = clock.instant.plusSeconds(11);
      assertThat(raw.tryAcquirePermission()).isTrue();
      assertThat(raw.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
    }

    @Test
    void aLateSuccessClosesItAndTheProbesFailureDoesNotOpenItAgain() {
      assertThat(raw.tryAcquirePermission()).isTrue();
      open();
      probe();

      raw.onSuccess(1, TimeUnit.MILLISECONDS);

      assertThat(raw.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
      raw.onError(1, TimeUnit.MILLISECONDS, new Exception("the probe failed"));
      assertThat(raw.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aLateIgnoredFailureGivesASecondProbe() {
      assertThat(raw.tryAcquirePermission()).isTrue();
      open();
      probe();
      assertThat(raw.tryAcquirePermission()).isFalse();

      raw.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("ignored"));

      assertThat(raw.tryAcquirePermission()).isTrue();
    }

    @Test
    void aLostProbeBarsTheWayForEver() {
      open();
      probe();
      clock.instant = clock.instant.plus(Duration.ofDays(1));

      assertThat(raw.tryAcquirePermission()).isFalse();
    }

    @Test
    void aWallClockSetBackKeepsItOpen() {
      open();
      clock.instant = clock.instant.minus(Duration.ofHours(1)).plusSeconds(11);

      assertThat(raw.tryAcquirePermission()).isFalse();
    }

    @Test
    void aFullBulkheadOpensIt() {
      for (int call = 0; call < 4; call++) {
        assertThat(raw.tryAcquirePermission()).isTrue();
        raw.onError(1, TimeUnit.MILLISECONDS, new BulkheadFull());
      }

      assertThat(raw.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }
  }
}
