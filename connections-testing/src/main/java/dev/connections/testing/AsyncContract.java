package dev.connections.testing;

import static dev.connections.testing.ContractFixture.PATIENCE;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.SLACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.CloseReport;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.PoolStatistics;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The promises about exchanges that give a future. Part of {@link ConnectionTypeContract}, which is
 * what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class AsyncContract<C extends ManagedConnection<?>> extends LeaseContract<C> {

  private CompletableFuture<?> begin(Operation operation) {
    CompletableFuture<?> future = fixture.type.exchangeAsync(fixture.connection(), operation);
    Assumptions.assumeTrue(future != null, "this type has no asynchronous exchanges");
    return Objects.requireNonNull(future);
  }

  /** An exchange whose request has gone out, and whose reply does not come. */
  private CompletableFuture<?> beginUnanswered(Operation operation) {
    fixture.exchange(READ);
    fixture.wire.dropRepliesFrom();
    int before = fixture.requests();
    CompletableFuture<?> future = begin(operation);
    fixture.eventually(
        () -> fixture.requests() > before || future.isDone(), "the request has gone out");
    assertThat(future).isNotDone();
    return future;
  }

  private static Throwable failure(CompletableFuture<?> future) {
    try {
      Object value = future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("It was to fail, but gave " + value);
    } catch (ExecutionException wrapped) {
      return Objects.requireNonNull(wrapped.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("It has not ended within " + PATIENCE, late);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted while waiting", interrupted);
    }
  }

  AsyncContract() {}

  /** The same pipeline, and the same exceptions. */
  @Test
  public void anAsynchronousExchangeGivesWhatTheBlockingOneGives() throws Exception {
    begin(READ).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    fixture.eventually(
        () -> fixture.connection().snapshot().operations().inFlight() == 0, "nothing in flight");
    assertThat(fixture.connection().snapshot().operations().succeeded()).isEqualTo(1);
    C connection = fixture.connection();
    fixture.provider().close();

    CompletableFuture<?> afterClose = fixture.type.exchangeAsync(connection, READ);
    assertThat(failure(Objects.requireNonNull(afterClose)))
        .isInstanceOf(ConnectionClosedException.class);
    fixture.wire.awaitNoConnections();
  }

  /** At once, and nothing is left of it. */
  @Test
  public void cancelingTheFutureAbortsTheExchange() {
    CompletableFuture<?> future = beginUnanswered(READ);
    assertThat(future.cancel(true)).isTrue();
    leavesNothing();
  }

  /** As canceling does. */
  @Test
  public void aTimeoutOfTheFutureAbortsTheExchange() {
    CompletableFuture<?> future = beginUnanswered(READ);
    CompletableFuture<?> limited = future.orTimeout(50, TimeUnit.MILLISECONDS);
    assertThat(failure(limited)).isInstanceOf(TimeoutException.class);
    leavesNothing();
  }

  /** The honest contract of a timeout holds for asynchronous work. */
  @Test
  public void theDeadlineAbortsAnAsynchronousExchange() {
    CompletableFuture<?> future = beginUnanswered(READ.deadline(Duration.ofSeconds(1)));
    assertThat(failure(future)).isInstanceOf(DeadlineExceededException.class);
    leavesNothing();
  }

  private static int lent(ManagedConnection<?> connection) {
    PoolStatistics pool = connection.snapshot().pool();
    return pool == null ? 0 : pool.active();
  }

  private void leavesNothing() {
    C connection = fixture.connection();
    long start = System.nanoTime();
    fixture.eventually(
        () -> connection.snapshot().operations().inFlight() == 0, "nothing is in flight");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLACK);
    assertThat(connection.snapshot().holders()).isEmpty();
    fixture.wire.heal();
    fixture.eventually(() -> lent(connection) == 0, "no resource is lent, to no probe either");
    for (int i = 0; i < 5; i++) { // no one gets what was aborted, or is hit by that
      fixture.exchange(READ);
    }
    assertThat(connection.health().status()).isNotEqualTo(HealthStatus.DOWN);
  }

  /** And no future stays open forever. */
  @Test
  public void closingAbortsAsynchronousExchanges() {
    CompletableFuture<?> future = beginUnanswered(READ);
    CloseReport report = fixture.provider().close(Duration.ofMillis(300));
    assertThat(failure(future)).isInstanceOf(ConnectionClosedException.class);
    assertThat(report.connections())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.ending()).as("%s", entry).isEqualTo(CloseReport.Ending.ABORTED));
    fixture.wire.heal();
    fixture.wire.awaitNoConnections();
  }
}
