package dev.connections.internal.resilience;

import dev.connections.ConnectionException;
import dev.connections.Deadline;
import dev.connections.LifecycleState;
import dev.connections.Operation;
import dev.connections.Phase;
import dev.connections.internal.lifecycle.LifecycleMachine;
import dev.connections.internal.lifecycle.Opener;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The way in: past the gate, through opening if need be, to a permit. Thread-safe. */
final class Admission {

  private final LifecycleMachine machine;
  private final Opener opener;
  private final LazyBulkhead bulkhead;
  private final FailureTranslator translator;
  private final Rejections rejections;
  private final OperationCounters counters;
  private final Duration acquireTimeout;

  Admission(
      LifecycleMachine machine,
      Opener opener,
      LazyBulkhead bulkhead,
      FailureTranslator translator,
      Rejections rejections,
      OperationCounters counters,
      Duration acquireTimeout) {
    this.machine = machine;
    this.opener = opener;
    this.bulkhead = bulkhead;
    this.translator = translator;
    this.rejections = rejections;
    this.counters = counters;
    this.acquireTimeout = acquireTimeout;
  }

  /** Refuses what its own thread would make wait for ever. */
  void refuseNested(Operation operation, @Nullable Holder innermost) {
    if (innermost != null) {
      Holder outer = CurrentWork.holding(innermost, bulkhead.get());
      if (outer != null) {
        throw rejected(rejections.nested(operation, outer.operation()));
      }
    }
  }

  /**
   * Takes a permit of the open connection.
   *
   * @return whether that was possible without waiting
   */
  boolean admit(Holder holder, Deadline deadline) {
    boolean atOnce = true;
    while (true) {
      atOnce &= pass(holder.operation(), deadline);
      atOnce &= enter(holder, deadline);
      // Looked at again, now that the permit shows that the connection is in use: what is in use
      // is not replaced, and draining waits for it.
      if (machine.state() == LifecycleState.CONNECTED) {
        return atOnce;
      }
      bulkhead.get().leave(holder);
    }
  }

  /**
   * Passes the gate: waits until the connection is open, and opens it if nobody else does.
   *
   * @return whether it was open
   */
  boolean pass(@Nullable Operation operation, Deadline deadline) {
    boolean wasOpen = true;
    while (true) {
      switch (machine.state()) {
        case CONNECTED -> {
          return wasOpen;
        }
        case DRAINING, CLOSED -> throw rejected(rejections.closed(operation));
        default -> {
          wasOpen = false;
          open(operation, deadline);
        }
      }
    }
  }

  private void open(@Nullable Operation operation, Deadline deadline) {
    Opener.Result result;
    try {
      result = opener.open(deadline);
    } catch (InterruptedException interrupt) {
      throw rejections.interrupted(operation, Phase.CONNECT, interrupt);
    }
    switch (result.ending()) {
      case OPEN -> {
        if (deadline.isExpired()) {
          throw failed(rejections.notOpenedInTime(operation, deadline));
        }
      }
      case CLOSED -> throw rejected(rejections.closed(operation));
      case TIMED_OUT -> throw failed(rejections.notOpenedInTime(operation, deadline));
      case FAILED -> {
        Throwable failure = Objects.requireNonNull(result.failure());
        if (failure instanceof Error error) {
          throw error;
        }
        throw failed(translator.notOpened(failure, operation));
      }
    }
  }

  private boolean enter(Holder holder, Deadline deadline) {
    Bulkhead permits = bulkhead.get();
    Operation operation = holder.operation();
    try {
      Bulkhead.Entry entry = permits.enter(holder, deadline, acquireTimeout);
      return switch (entry) {
        case ENTERED -> true;
        case ENTERED_LATE -> false;
        case FULL -> throw rejected(rejections.full(operation, permits.waiting()));
        case CLOSED -> throw rejected(rejections.closed(operation));
        case TIMED_OUT ->
            throw rejected(
                rejections.notAcquired(operation, patience(deadline), permits.holders()));
      };
    } catch (InterruptedException interrupt) {
      throw rejections.interrupted(operation, Phase.ACQUIRE, interrupt);
    }
  }

  private Duration patience(Deadline deadline) {
    return acquireTimeout.compareTo(deadline.length()) < 0 ? acquireTimeout : deadline.length();
  }

  /** There is no time left to begin. */
  ConnectionException noTimeLeft(Operation operation) {
    return rejected(rejections.noTimeLeft(operation));
  }

  private ConnectionException rejected(ConnectionException exception) {
    counters.rejected();
    return exception;
  }

  private ConnectionException failed(ConnectionException exception) {
    counters.failed();
    return exception;
  }
}
