package dev.connections.sql.internal.connection;

import dev.connections.Operation;
import dev.connections.sql.internal.guard.SavepointWatch;
import java.sql.Savepoint;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first failure of what has joined a transaction, unless a rollback to a savepoint from before
 * it has undone it. For one thread at a time.
 */
final class JoinedFailures implements SavepointWatch {

  private @Nullable Operation operation;
  private @Nullable Throwable failure;

  /** Those that were set before anything had failed; null until there is one. */
  private @Nullable Set<Savepoint> good;

  void note(Operation joining, Throwable told) {
    if (failure == null) {
      operation = joining;
      failure = told;
    }
  }

  /** What failed; null if nothing did. */
  @Nullable Operation operation() {
    return operation;
  }

  /** How it failed; null if nothing did. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void set(Savepoint savepoint) {
    if (failure == null) {
      if (good == null) {
        good = Collections.newSetFromMap(new IdentityHashMap<>());
      }
      good.add(savepoint);
    }
  }

  @Override
  public void rolledBackTo(Savepoint savepoint) {
    if (good != null && good.contains(savepoint)) {
      operation = null;
      failure = null;
    }
  }

  @Override
  public void released(Savepoint savepoint) {
    if (good != null) {
      good.remove(savepoint);
    }
  }
}
