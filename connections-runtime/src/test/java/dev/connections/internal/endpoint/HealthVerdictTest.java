package dev.connections.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthVerdictTest {

  private static final int FAIL_AFTER = 3;
  private static final int RECOVER_AFTER = 2;
  private static final Duration TOOK = Duration.ofMillis(4);

  private static final HealthVerdict UP = HealthVerdict.UNKNOWN.answered(TOOK, RECOVER_AFTER);

  private static HealthVerdict failed(HealthVerdict before, int failedUses) {
    return before.failed("no answer", null, failedUses, FAIL_AFTER);
  }

  @Test
  void theFirstAnswerMakesItUpAndTheFirstFailureMakesItDown() {
    assertThat(UP.status()).isEqualTo(HealthStatus.UP);
    assertThat(UP.responseTime()).isEqualTo(TOOK);
    assertThat(failed(HealthVerdict.UNKNOWN, 0).status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void whatWasUpIsDownOnlyAfterSeveralFailuresInARowFailedUsesIncluded() {
    HealthVerdict once = failed(UP, 0);
    HealthVerdict twice = failed(once, 0);

    assertThat(once.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(twice.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(failed(twice, 0).status()).isEqualTo(HealthStatus.DOWN);
    assertThat(failed(UP, 2).status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void anAnswerInBetweenStartsTheCountOfFailuresAnew() {
    HealthVerdict upAgain = failed(failed(UP, 0), 0).answered(TOOK, RECOVER_AFTER);

    assertThat(upAgain.status()).isEqualTo(HealthStatus.UP);
    assertThat(failed(upAgain, 0).status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @Test
  void whatWasDownIsUpOnlyAfterSeveralAnswersInARow() {
    HealthVerdict down = failed(UP, 2);
    HealthVerdict first = down.answered(TOOK, RECOVER_AFTER);

    assertThat(first.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(first.problem()).isEqualTo("it answers again: 1 of 2 answers in a row");
    assertThat(first.answered(TOOK, RECOVER_AFTER).status()).isEqualTo(HealthStatus.UP);
    assertThat(failed(first, 0).status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void aFailedUseDegradesItAndChangesNothingWhereItIsDown() {
    HealthVerdict down = failed(UP, 2);

    assertThat(UP.suspected("reset").status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(UP.suspected("reset").problem()).isEqualTo("reset");
    assertThat(down.suspected("reset")).isSameAs(down);
    assertThat(down.silent("hangs", 9, FAIL_AFTER)).isSameAs(down);
    assertThat(down.loginRejected("wrong password", true)).isSameAs(down);
  }

  @Test
  void aProbeThatHangsMakesItDownOnlyWhereEnoughUsesFailed() {
    HealthVerdict down = UP.silent("hangs", FAIL_AFTER, FAIL_AFTER);

    assertThat(UP.silent("hangs", FAIL_AFTER - 1, FAIL_AFTER).status())
        .isEqualTo(HealthStatus.DEGRADED);
    assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(down.answered(TOOK, RECOVER_AFTER).status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @Test
  void enoughRejectedLoginsMakeItDown() {
    assertThat(UP.loginRejected("wrong password", false).status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(UP.loginRejected("wrong password", true).status()).isEqualTo(HealthStatus.DOWN);
  }
}
