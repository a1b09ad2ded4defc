package dev.connections.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Operation;
import dev.connections.Percentage;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Budget;
import dev.connections.spi.settings.ResilienceSettings.Circuit;
import dev.connections.spi.settings.ResilienceSettings.Failover;
import dev.connections.spi.settings.ResilienceSettings.Monitoring;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A password that the server refuses, because it was changed there (T33). */
@Timeout(30)
class RefusedCredentialsTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");

  private static final ResilienceSettings EAGER =
      new ResilienceSettings(
          new Retry(
              5,
              Duration.ofMillis(1),
              Duration.ofMillis(1),
              new Budget(Percentage.parse("100%"), 100)),
          Circuit.DEFAULT,
          Optional.empty(),
          Monitoring.DEFAULT,
          Failover.DEFAULT);

  private static final FailureClassifier CLASSIFIER =
      (failure, phase) ->
          FailureClassification.failure(FailureClassification.Kind.AUTHENTICATION)
              .during(Phase.CONNECT)
              .notSent()
              .connectionLost()
              .because("password refused");

  /** The machine's clock, which jumps when it is told to. */
  private static final class JumpingTime implements TimeSource {
    private final AtomicLong ahead = new AtomicLong();

    void jump(Duration by) {
      ahead.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
      return System.nanoTime() + ahead.get();
    }

    @Override
    public Instant now() {
      return Instant.now().plusNanos(ahead.get());
    }
  }

  private final JumpingTime time = new JumpingTime();
  private volatile String inFile = "old";
  private final ReplacementHarness harness = new ReplacementHarness(EAGER, time);
  private final FakeEndpoint endpoint = harness.of("1");

  RefusedCredentialsTest() {
    endpoint.classifier = CLASSIFIER;
    endpoint.onOpen =
        deadline -> {
          if (!inFile.equals("new")) {
            throw new SecurityException("refused");
          }
        };
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private ConnectionAuthenticationException refusedCall() {
    return catchThrowableOfType(
        ConnectionAuthenticationException.class,
        () -> harness.core.execute(WRITE, (client, scope) -> "never"));
  }

  @Test
  void theyAreReadAnewOnceAndThenNotForThirtySeconds() {
    ConnectionAuthenticationException first = refusedCall();
    assertThat(first.diagnosis().attempts()).isEqualTo(2);
    assertThat(endpoint.opened).hasValue(2);

    ConnectionAuthenticationException second = refusedCall();
    assertThat(second.diagnosis().attempts()).isEqualTo(1);
    assertThat(second.diagnosis().notRetried()).contains("read again a moment ago");
    assertThat(endpoint.opened).hasValue(3);

    time.jump(Duration.ofSeconds(31));
    assertThat(refusedCall().diagnosis().attempts()).isEqualTo(2);
    assertThat(refusedCall().diagnosis().attempts()).isEqualTo(1);
  }

  @Test
  void callsKnockNoMoreThanThreeTimesInFiveSecondsHoweverManyThereAre() {
    for (int call = 0; call < 50; call++) {
      refusedCall();
    }
    assertThat(endpoint.opened).hasValue(3);
    assertThat(refusedCall().diagnosis().problem()).contains("failed several times");

    time.jump(Duration.ofSeconds(6));
    inFile = "new";
    String answer = harness.core.execute(WRITE, (client, scope) -> "in again");
    assertThat(answer).isEqualTo("in again");
  }

  @Test
  void aFileThatFollowsTheServerBetweenTheTwoAttemptsFailsNothing() {
    endpoint.onOpen =
        deadline -> {
          String read = inFile;
          inFile = "new";
          if (!read.equals("new")) {
            throw new SecurityException("refused");
          }
        };

    assertThat(harness.core.<String>execute(WRITE, (client, scope) -> "done")).isEqualTo("done");
    assertThat(endpoint.opened).hasValue(2);
  }

  @Test
  void aReloadWithTheNewPasswordDoesNotWaitForTheNextTryOfSupervision() {
    assertThat(refusedCall()).isNotNull();
    inFile = "new";
    harness.prepare = fake -> fake;

    harness.core.replace(harness.version("2"));

    CoreHarness.await("opened by supervision", () -> harness.of("2").openedWell.get() == 1);
    assertThat(harness.core.<String>execute(WRITE, (client, scope) -> "done")).isEqualTo("done");
  }

  /**
   * A token that was rejected of all calls in flight: each is made once more, and no budget ends
   * it.
   */
  @Test
  void everyCallIsMadeOnceMoreWithCredentialsThatWereRenewed() {
    ResilienceSettings thrifty =
        new ResilienceSettings(
            new Retry(
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                new Budget(Percentage.parse("1%"), 1)),
            Circuit.DEFAULT,
            Optional.empty(),
            Monitoring.DEFAULT,
            Failover.DEFAULT);
    try (ReplacementHarness calls = new ReplacementHarness(thrifty, time)) {
      calls.of("1").classifier =
          (failure, phase) ->
              FailureClassification.failure(FailureClassification.Kind.AUTHENTICATION)
                  .notApplied()
                  .credentialsRenewed(true)
                  .because("token rejected");
      for (int call = 0; call < 20; call++) {
        String answer =
            calls.core.execute(
                WRITE,
                (client, scope) -> {
                  if (scope.number() == 1) {
                    throw new SecurityException("rejected");
                  }
                  return "done";
                });
        assertThat(answer).isEqualTo("done");
      }
      ConnectionAuthenticationException twice =
          catchThrowableOfType(
              ConnectionAuthenticationException.class,
              () ->
                  calls.core.execute(
                      WRITE,
                      (client, scope) -> {
                        throw new SecurityException("rejected");
                      }));
      assertThat(twice.diagnosis().attempts()).isEqualTo(2);
    }
  }
}
