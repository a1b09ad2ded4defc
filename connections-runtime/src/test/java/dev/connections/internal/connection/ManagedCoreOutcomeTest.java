package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.KeyedOperation;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call of several attempts says of what it has done. */
@Timeout(30)
class ManagedCoreOutcomeTest {

  private static final KeyedOperation PLACE = Operation.keyed("place");

  private static final ResilienceSettings AT_ONCE =
      new ResilienceSettings(
          new Retry(3, Duration.ofNanos(1), Duration.ofNanos(1), Retry.DEFAULT.budget()),
          Circuit.DEFAULT,
          Optional.empty(),
          Monitoring.DEFAULT,
          Failover.DEFAULT);

  private static ConnectionException afterAttemptsThat(IOException... fail) {
    Iterator<IOException> failures = Arrays.asList(fail).iterator();
    try (CoreHarness harness =
        new CoreHarness(CoreHarness.SHORT, new StoppedTime(), AT_ONCE, "primary")) {
      return catchThrowableOfType(
          TransientConnectionException.class,
          () ->
              harness.core.execute(
                  PLACE.maxAttempts(fail.length).key("4711"),
                  (endpoint, scope) -> {
                    throw failures.next();
                  }));
    }
  }

  @Test
  void anAttemptThatWasNeverSentProvesNothingOfOneBeforeWhoseAnswerWasLost() {
    ConnectionException failure =
        afterAttemptsThat(new EOFException(), new ConnectException("refused"));

    assertThat(failure.diagnosis().attempts()).isEqualTo(2);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void attemptsOfWhichNoneWasSentHaveDoneNothing() {
    ConnectionException failure =
        afterAttemptsThat(new ConnectException("refused"), new ConnectException("refused"));

    assertThat(failure.diagnosis().attempts()).isEqualTo(2);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
  }
}
