package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent.CallFailed;
import dev.connections.monitoring.ConnectionEvent.CallsFailed;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several reasons for which calls fail with the same code, one after the other. */
@Timeout(30)
class FailureReasonsTest {

  private final CoreHarness harness = new CoreHarness(CoreHarness.SHORT, new StoppedTime());

  @AfterEach
  void stop() {
    harness.close();
  }

  private void fail(String state) {
    harness.endpoint.classifier =
        (failure, phase) ->
            FailureClassification.failure(Kind.TRANSIENT)
                .during(Phase.RECEIVE)
                .detail(state)
                .because("failed with " + state);
    assertThatThrownBy(
            () ->
                harness.core.execute(
                    Operation.read("find").maxAttempts(1),
                    (endpoint, scope) -> {
                      scope.enter(Phase.ACQUIRE);
                      throw new IOException(state);
                    }))
        .isInstanceOf(TransientConnectionException.class);
  }

  @Test
  void aServerThatIsAwayDoesNotHideThatItHasNoRoomAfterwards() {
    for (String state : new String[] {"08006", "08006", "53300", "53300", "57P03", "40001"}) {
      fail(state);
    }

    CoreHarness.await("they are told", () -> harness.told(CallFailed.class).size() >= 3);
    harness.advanceUntil(
        "all are counted",
        Duration.ofSeconds(10),
        Duration.ofSeconds(70),
        () -> !harness.told(CallsFailed.class).isEmpty());
    assertThat(harness.told(CallFailed.class))
        .extracting(CallFailed::message)
        .satisfiesExactly(
            lost -> assertThat(lost).contains("failed with 08006"),
            full -> assertThat(full).contains("failed with 53300"),
            starting -> assertThat(starting).contains("failed with 57P03"));
    assertThat(harness.told(CallsFailed.class).get(0).counts()).containsEntry("transient", 6L);
  }
}
