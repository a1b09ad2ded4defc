package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.ConnectionEvent.CallFailed;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that fails for good although a part of it was perhaps done: somebody has to find out. */
@Timeout(30)
class PermanentInDoubtTest {

  private final CoreHarness harness = new CoreHarness();

  @AfterEach
  void stop() {
    harness.close();
  }

  private void fail(boolean afterAnotherExchange) {
    assertThatThrownBy(
            () ->
                harness.core.execute(
                    Operation.nonIdempotent("pay"),
                    (endpoint, scope) -> {
                      if (afterAnotherExchange) {
                        scope.exchangeCompleted();
                      }
                      throw new IOException("no such account");
                    }))
        .isInstanceOf(PermanentConnectionException.class);
  }

  @Test
  void theFirstThatWasPerhapsDoneIsToldBesideTheFirstThatWasNot() {
    harness.endpoint.classifier =
        (failure, phase) -> FailureClassification.answered(Kind.PERMANENT, "no such account", null);

    fail(false);
    fail(false);
    fail(true);
    fail(true);

    CoreHarness.await("both are told", () -> harness.told(CallFailed.class).size() >= 2);
    assertThat(harness.told(CallFailed.class))
        .extracting(CallFailed::outcome)
        .containsExactly(Outcome.NOT_APPLIED, Outcome.UNKNOWN);
  }
}
