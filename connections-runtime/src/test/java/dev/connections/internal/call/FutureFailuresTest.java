package dev.connections.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.Phase;
import dev.connections.failure.TransientConnectionException;
import dev.connections.internal.connection.CoreHarness;
import dev.connections.internal.connection.FakeEndpoint;
import dev.connections.internal.connection.Once;
import dev.connections.spi.AttemptWork;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.spi.settings.ResilienceSettings.Retry;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the futures of client libraries throw, which no one of ours has canceled. */
@Timeout(60)
class FutureFailuresTest {

  private static final Operation READ = Operation.read("find");
  private static final Operation PAY = Operation.nonIdempotent("pay");

  private final CoreHarness harness =
      new CoreHarness(
          CoreHarness.SHORT,
          TimeSource.system(),
          new ResilienceSettings(
              new Retry(3, Duration.ofMillis(1), Duration.ofMillis(1), Retry.DEFAULT.budget()),
              Once.SETTINGS.circuit(),
              Once.SETTINGS.rateLimit(),
              Once.SETTINGS.monitoring(),
              Once.SETTINGS.failover()),
          "primary");

  @BeforeEach
  void connect() {
    harness.core.connect();
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  /** What a client library does with what is in flight when it loses its connection. */
  private static CompletableFuture<String> canceledByItsLibrary() {
    CompletableFuture<String> exchange = new CompletableFuture<>();
    exchange.cancel(false);
    return exchange;
  }

  private ConnectionException failureOf(Operation operation, AttemptWork<FakeEndpoint, ?> work) {
    Throwable seen = catchThrowable(() -> harness.core.execute(operation, work));
    assertThat(seen).isInstanceOf(ConnectionException.class);
    return (ConnectionException) seen;
  }

  private ConnectionException stageFailureOf(Operation operation, CompletableFuture<?> stage) {
    Throwable seen =
        harness
            .core
            .<Object>executeStage(operation, (endpoint, scope) -> stage.thenApply(any -> any))
            .<Throwable>handle((value, failure) -> failure)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    assertThat(seen).isInstanceOf(ConnectionException.class);
    return (ConnectionException) seen;
  }

  private long failed() {
    return harness.core.snapshot().operations().failed();
  }

  @Test
  void aChangeWhoseStageTheClientLibraryCancelsHasAnUnknownOutcomeAndCounts() {
    ConnectionException seen = stageFailureOf(PAY, canceledByItsLibrary());

    assertThat(seen)
        .isInstanceOf(OutcomeUnknownException.class)
        .hasCauseInstanceOf(CancellationException.class)
        .hasMessageContaining("Connection lost: the client library canceled it");
    assertThat(seen.connection()).isEqualTo("db");
    assertThat(seen.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failed()).isEqualTo(1);
  }

  @Test
  void aReadWhoseStageTheClientLibraryCancelsIsRetried() throws Exception {
    String value =
        harness
            .core
            .executeStage(
                READ,
                (endpoint, scope) ->
                    scope.number() == 1
                        ? canceledByItsLibrary()
                        : CompletableFuture.completedFuture("attempt " + scope.number()))
            .get(10, TimeUnit.SECONDS);

    assertThat(value).isEqualTo("attempt 2");
    assertThat(harness.core.snapshot().operations().retries()).isEqualTo(1);
  }

  /** A library that shuts down says so with an exception of its own making, not by a cancel. */
  @Test
  void aStageThatFailsWithACancellationIsALostExchangeWhoeverMadeTheException() {
    assertThat(
            stageFailureOf(
                PAY, CompletableFuture.failedFuture(new CancellationException("client shut down"))))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("client shut down");
  }

  @Test
  void whatIsCanceledBeforeAnythingWasSentMayBeDoneAgain() throws Exception {
    String value =
        harness
            .core
            .executeStage(
                PAY,
                (endpoint, scope) -> {
                  scope.enter(Phase.CONNECT);
                  return scope.number() == 1
                      ? canceledByItsLibrary()
                      : CompletableFuture.completedFuture("paid");
                })
            .get(10, TimeUnit.SECONDS);

    assertThat(value).isEqualTo("paid");
  }

  @Test
  void aTypesOwnClassifierMaySayOtherwise() {
    harness.endpoint.classifier =
        (failure, phase) ->
            failure instanceof CancellationException || failure instanceof TimeoutException
                ? FailureClassification.answered(Kind.PERMANENT, "The server refused it", "E42")
                : null;

    assertThat(stageFailureOf(PAY, canceledByItsLibrary()))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("The server refused it");
    assertThat(failureOf(PAY, (endpoint, scope) -> canceledByItsLibrary().get()))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("The server refused it");
    assertThat(stageFailureOf(READ, CompletableFuture.failedFuture(new TimeoutException())))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("The server refused it");
  }

  @Test
  void aClassifierThatKnowsNothingLeavesItToTheRuntime() {
    harness.endpoint.classifier = (failure, phase) -> null;

    assertThat(stageFailureOf(PAY, canceledByItsLibrary()))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void blockingWorkWhoseFutureTheClientLibraryCancelsIsALostExchange() {
    FutureTask<String> task = new FutureTask<>(() -> "never run");
    task.cancel(false);

    assertThat(failureOf(PAY, (endpoint, scope) -> canceledByItsLibrary().get()))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(failureOf(PAY, (endpoint, scope) -> canceledByItsLibrary().join()))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(failureOf(PAY, (endpoint, scope) -> task.get()))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(
            failureOf(PAY, (endpoint, scope) -> canceledByItsLibrary().thenApply(any -> 1).join()))
        .as("wrapped by a future that depends on it")
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(failureOf(READ, (endpoint, scope) -> canceledByItsLibrary().get()))
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("Connection lost: the client library canceled it");
    assertThat(failed()).isEqualTo(5);
  }

  @Test
  void aCancellationThatTheWorkThrowsItselfPassesUnchanged() {
    CancellationException own = new CancellationException("the user has closed the window");
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                harness.core.execute(
                    READ,
                    (endpoint, scope) -> {
                      attempts.incrementAndGet();
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(attempts).hasValue(1);
    assertThat(failed()).isZero();
  }

  /** Types that say when code of the caller runs, such as SQL, know that nothing was lost. */
  @Test
  void whatTheCallersOwnCodeWaitsForIsNoExchange() {
    assertThatThrownBy(
            () ->
                harness.core.execute(
                    READ,
                    (endpoint, scope) -> {
                      scope.working(true);
                      return canceledByItsLibrary().get();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(
            failureOf(
                READ,
                (endpoint, scope) -> {
                  scope.working(true);
                  throw new TimeoutException("of another system");
                }))
        .isInstanceOf(PermanentConnectionException.class);
    assertThat(failed()).as("of this connection").isZero();
  }

  @Test
  void aStageThatItsClientLibraryLimitsIsATimeout() {
    CompletableFuture<String> limited =
        new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS);

    assertThat(stageFailureOf(READ, limited))
        .isInstanceOf(DeadlineExceededException.class)
        .hasCauseInstanceOf(TimeoutException.class)
        .hasMessageContaining("Timed out: the client library did not wait any longer");
    assertThat(harness.core.snapshot().operations().retries()).isEqualTo(2);
    assertThat(stageFailureOf(PAY, limited)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failed()).isEqualTo(2);
  }

  @Test
  void workWhoseClientLibraryLimitsItIsATimeout() {
    CompletableFuture<String> silent = new CompletableFuture<>();

    assertThat(failureOf(READ, (endpoint, scope) -> silent.get(1, TimeUnit.MILLISECONDS)))
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(
            failureOf(
                PAY, (endpoint, scope) -> silent.copy().orTimeout(1, TimeUnit.MILLISECONDS).get()))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(
            failureOf(
                READ,
                (endpoint, scope) -> {
                  throw new CompletionException(new TimeoutException("1 ms passed"));
                }))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("1 ms passed");
  }

  @Test
  void aClientLibraryThatDoesNotWaitToBeOpenedMayBeOpenedLater() {
    AtomicInteger openings = new AtomicInteger();
    try (CoreHarness fresh = new CoreHarness()) {
      fresh.endpoint.onOpen =
          deadline -> {
            openings.incrementAndGet();
            throw new TimeoutException("no answer within 1 s");
          };

      assertThat(catchThrowable(() -> fresh.core.execute(PAY, (endpoint, scope) -> "paid")))
          .isInstanceOfSatisfying(
              ConnectionException.class,
              seen -> {
                assertThat(seen).isNotInstanceOf(PermanentConnectionException.class);
                assertThat(seen.outcome()).isEqualTo(Outcome.NOT_SENT);
                assertThat(seen).hasMessageContaining("no answer within 1 s");
              });
    }
    assertThat(openings).hasPositiveValue();
  }
}
