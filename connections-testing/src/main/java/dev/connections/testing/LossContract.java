package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static dev.connections.testing.ContractFixture.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.Phase;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.OperationStatistics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promises about requests whose replies are lost. Part of {@link ConnectionTypeContract}, which
 * is what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class LossContract<C extends ManagedConnection<?>> extends HealthContract<C> {

  private static final Duration DEADLINE = Duration.ofSeconds(1);

  LossContract() {}

  /** At the deadline the exchange is aborted, and nothing is left of it. */
  @Test
  public void aLostReplyIsAbortedAtTheDeadline() {
    Throwable seen = losesItsReply(READ.deadline(DEADLINE));
    assertThat(seen).isInstanceOf(DeadlineExceededException.class);
    assertThat(((ConnectionException) seen).connection()).isEqualTo(NAME);
  }

  /** Work that must not be done twice is never just "timed out". */
  @Test
  public void aLostReplyToAWriteIsAbortedAndItsOutcomeUnknown() {
    Throwable seen = losesItsReply(WRITE.deadline(DEADLINE));
    assertThat(seen).isInstanceOf(OutcomeUnknownException.class);
    assertThat(((ConnectionException) seen).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  /** Replacing what was aborted is not done at the expense of who lost it. */
  @Test
  public void aServerThatGoesSilentCostsNoMoreThanTheDeadline() {
    fixture.exchange(READ);
    fixture.wire.dropReplies();
    Throwable seen = failureInTime(READ.deadline(DEADLINE));
    assertThat(seen).isInstanceOf(ConnectionException.class);
    fixture.wire.heal();
    fixture.eventuallyExchanges(READ);
  }

  /** An attempt has a limit of its own. */
  @Test
  public void theAttemptTimeoutAbortsToo() {
    Throwable seen = losesItsReply(READ.attemptTimeout(DEADLINE).maxAttempts(1));
    assertThat(seen).isInstanceOf(DeadlineExceededException.class);
  }

  /**
   * What changes nothing may be done twice, and is where its answer was lost: on another
   * connection, or, if all exchanges {@linkplain ConnectionTypeContract#exchangesShareOneConnection
   * share one}, once that one is gone.
   */
  @Test
  public void aReadWhoseReplyIsLostIsRetried() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    int before = fixture.requests();
    fixture.wire.dropRepliesFrom();
    Background<Boolean> read =
        fixture.background(
            () -> {
              fixture.exchange(connection, READ.attemptTimeout(DEADLINE));
              return true;
            });
    if (fixture.type.exchangesShareOneConnection()) {
      fixture.eventually(
          () -> fixture.requests() >= before + 2 || read.isDone(),
          "the read is retried on the connection that is silent");
      fixture.wire.heal();
    }
    read.value(PATIENCE);
    assertThat(connection.snapshot().operations().retries()).isPositive();
    fixture.wire.heal();
  }

  /** What a caller sees within the deadline, after which nothing is left of it. */
  private Throwable losesItsReply(Operation operation) {
    C connection = fixture.connection();
    fixture.exchange(READ);
    OperationStatistics before = connection.snapshot().operations();
    fixture.wire.dropRepliesFrom();

    long start = System.nanoTime();
    Throwable seen = failureInTime(operation);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(seen).as("a reply that is lost").isInstanceOf(ConnectionException.class);
    assertThat(took).as("not given up before the time").isGreaterThanOrEqualTo(DEADLINE);
    fixture.eventually(
        () -> connection.snapshot().operations().inFlight() == 0, "nothing is in flight");
    assertThat(connection.snapshot().holders()).isEmpty();
    assertThat(connection.snapshot().operations().failed()).isEqualTo(before.failed() + 1);

    fixture.wire.heal();
    fixture.exchange(READ);
    return seen;
  }

  /** By another thread, so that one that is not cut off can be shown where it hangs. */
  private Throwable failureInTime(Operation operation) {
    C connection = fixture.connection();
    return fixture
        .background(
            () -> {
              fixture.exchange(connection, operation);
              return true;
            })
        .failure(DEADLINE.plus(SLACK));
  }

  /** No one, the client library included, sends a write twice. */
  @Test
  public void aWriteWhoseConnectionIsLostIsReportedAsUnknownAndSentOnce() {
    fixture.exchange(READ);
    int before = fixture.requests();
    fixture.wire.dropReplyOnce();
    Throwable seen = catchThrowable(() -> fixture.exchange(WRITE));
    assertThat(seen)
        .as("what the exchange threw when the connection was lost after its request was sent")
        .isInstanceOf(OutcomeUnknownException.class);
    OutcomeUnknownException unknown = (OutcomeUnknownException) seen;
    assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(unknown.connection()).isEqualTo(NAME);
    assertThat(unknown.diagnosis().operation()).isEqualTo(WRITE.name());
    assertThat(unknown.diagnosis().phase()).isIn(Phase.SEND, Phase.RECEIVE, Phase.COMMIT);
    assertThat(unknown).hasCauseInstanceOf(Throwable.class);
    assertThat(fixture.requests() - before).as("requests sent").isEqualTo(1);

    fixture.exchange(READ);
  }

  /** Reads have no unknown outcome. */
  @Test
  public void aReadWhoseConnectionIsLostFailsOrIsRetriedButIsNeverUnknown() {
    fixture.exchange(READ);
    fixture.wire.dropReplyOnce();
    Throwable seen = catchThrowable(() -> fixture.exchange(READ));
    if (seen != null) {
      assertThat(seen)
          .as("what a read threw whose connection was lost")
          .isInstanceOf(ConnectionException.class)
          .isNotInstanceOf(OutcomeUnknownException.class);
    }
    fixture.exchange(READ);
  }

  /** Dead physical connections cost one failure at most. */
  @Test
  public void connectionsThatWereCutAreReplaced() {
    C connection = fixture.connection();
    fixture.exchange(READ);
    fixture.wire.reset();
    fixture.wire.awaitNoConnections();
    Throwable first = catchThrowable(() -> fixture.exchange(READ));
    assertThat(first == null || first instanceof ConnectionException)
        .as("the first use after the cut may be the one that finds out, but saw %s", first)
        .isTrue();
    fixture.exchange(READ);
    fixture.eventually(
        () -> connection.health().status() == HealthStatus.UP, "the suspicion is cleared up");
  }

  /** Half a reply is none. */
  @Test
  public void aReplyCutInTheMiddleIsAFailureAndNotAValue() {
    fixture.exchange(READ);
    fixture.wire.cutAfter(1);
    Throwable seen = catchThrowable(() -> fixture.exchange(WRITE));
    assertThat(seen).as("the exchange gave a value though the reply was cut").isNotNull();
    assertThat(seen)
        .as("what the exchange threw when the reply was cut")
        .isInstanceOf(ConnectionException.class);
    fixture.exchange(READ);
  }

  /** Interrupting a caller that waits ends its waiting. */
  @Test
  public void anInterruptedCallerKeepsItsFlagAndGetsAnException() {
    fixture.open(Map.of("bulkhead.maxConcurrent", "1", "timeouts.acquire", "19s"));
    fixture.exchange(READ);
    Background<Boolean> holder = fixture.heldExchange(READ);
    boolean[] flag = new boolean[1];
    Background<Boolean> waiter =
        fixture.background(
            () -> {
              try {
                fixture.exchange(READ);
                return true;
              } finally {
                flag[0] = Thread.currentThread().isInterrupted();
              }
            });
    fixture.eventually(
        () -> fixture.connection().snapshot().operations().waiting() == 1, "one caller waits");
    waiter.thread().interrupt();
    assertThat(waiter.failure(SLACK))
        .as("what the interrupted caller saw")
        .isInstanceOf(ConnectionInterruptedException.class);
    assertThat(flag[0]).as("the interrupt flag").isTrue();
    fixture.wire.heal();
    holder.value(PATIENCE);
    fixture.exchange(READ);
  }

  /** Exhaustion names the holders. */
  @Test
  public void anAcquireTimeoutNamesTheHolders() {
    fixture.open(Map.of("bulkhead.maxConcurrent", "1", "timeouts.acquire", "500ms"));
    fixture.exchange(READ);
    Background<Boolean> holder = fixture.heldExchange(Operation.read("contract-holder"));
    Throwable seen = catchThrowable(() -> fixture.exchange(READ));
    assertThat(seen)
        .as("what the exchange threw while the only permit was held")
        .isInstanceOf(AcquireTimeoutException.class);
    assertThat(seen.getMessage() + ((ConnectionException) seen).diagnosis())
        .contains("contract-holder")
        .contains(holder.thread().getName());
    assertThat(((ConnectionException) seen).outcome()).isEqualTo(Outcome.NOT_SENT);
    fixture.wire.heal();
    holder.value(PATIENCE);
    fixture.exchange(READ);
  }
}
