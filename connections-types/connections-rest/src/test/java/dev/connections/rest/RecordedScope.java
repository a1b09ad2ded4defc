package dev.connections.rest;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.Phase;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Cancellation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt that remembers what it was told. */
final class RecordedScope implements AttemptScope {

  private final Operation operation;
  private final Deadline deadline;
  volatile Phase phase = Phase.ACQUIRE;
  volatile int completedExchanges;
  volatile @Nullable Cancellation cancellation;

  RecordedScope(Operation operation, Duration limit) {
    this.operation = operation;
    this.deadline = Deadline.after(limit, TimeSource.system());
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public int number() {
    return 1;
  }

  @Override
  public void enter(Phase next) {
    phase = next;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
  public void exchangeCompleted() {
    completedExchanges++;
  }

  @Override
  public void notRepeatable(String why) {}

  @Override
  public void working(boolean working) {}

  @Override
  public void onCancel(Cancellation next) {
    cancellation = next;
  }

  @Override
  public void joinable(Object unit) {}

  @Override
  public boolean isCanceled() {
    return false;
  }
}
