package dev.connections.internal.call;

import dev.connections.spi.Cancellation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is done, step by step, about work that goes on after it was canceled: its resource is
 * aborted, then its thread interrupted, and if even that does not help, it is abandoned: others get
 * its permit and a new resource. Each step has a short grace, so that a caller whose driver reacts
 * to any of them has its answer at most 150 ms after its deadline.
 *
 * <p>An interrupt never hits the thread after the work has ended, and its flag is taken back. The
 * watchdog takes the steps; whoever ends the work settles.
 */
final class Escalation {

  /** Canceling may take a round trip over the network. */
  static final Duration CANCEL_GRACE = Duration.ofMillis(60);

  /** A socket that was closed is noticed at once. */
  static final Duration ABORT_GRACE = Duration.ofMillis(30);

  static final Duration INTERRUPT_GRACE = Duration.ofMillis(40);

  /** How often it is looked at. */
  static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Escalation.class, "state", State.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private enum State {
    /** The work may still go on. */
    OPEN,
    /** An interrupt is being sent. */
    INTERRUPTING,
    /** The thread was interrupted. */
    INTERRUPTED,
    /** The work has ended. */
    SETTLED,
    /** No one waits for the work any more. */
    ABANDONED
  }

  private enum Step {
    CANCELED,
    ABORTED,
    INTERRUPTED,
    ABANDONED
  }

  private State state = State.OPEN;
  private final AtomicReference<@Nullable Cancellation> canceled = new AtomicReference<>();
  private final AtomicReference<@Nullable Cancellation> replaced = new AtomicReference<>();
  private volatile boolean interrupted;

  /** Used by the watchdog's thread. Measured by the machine's clock, whatever that of a test. */
  private @Nullable Step step;

  private long sinceNanos;

  /** Two threads may find out that it has to be canceled: only the first of them does it. */
  void cancel(@Nullable Cancellation of) {
    if (of != null && canceled.getAndSet(of) != of) {
      of.cancel();
    }
  }

  /** Two threads may find out that it has to be replaced: only the first of them does it. */
  void replace(@Nullable Cancellation of) {
    if (of != null && replaced.getAndSet(of) != of) {
      of.abandon();
    }
  }

  /**
   * The next step, to be run by a thread that may block; null if its time has not come.
   *
   * @param thread the thread of the work; null if the work occupies none, and there is nothing to
   *     interrupt
   * @param abort ends it by force
   * @param abandoned told if nothing has helped
   */
  @Nullable Runnable next(@Nullable Thread thread, Runnable abort, Runnable abandoned) {
    long now = System.nanoTime();
    Step reached = step;
    if (reached == null) {
      advance(Step.CANCELED, now);
      return null;
    }
    long waited = now - sinceNanos;
    return switch (reached) {
      case CANCELED -> {
        if (waited < CANCEL_GRACE.toNanos()) {
          yield null;
        }
        advance(Step.ABORTED, now);
        yield abort;
      }
      case ABORTED -> {
        if (waited < ABORT_GRACE.toNanos()) {
          yield null;
        }
        if (thread == null) {
          advance(Step.ABANDONED, now);
          yield () -> abandon(State.OPEN, abandoned);
        }
        advance(Step.INTERRUPTED, now);
        interrupt(thread);
        yield null;
      }
      case INTERRUPTED -> {
        if (waited < INTERRUPT_GRACE.toNanos()) {
          yield null;
        }
        advance(Step.ABANDONED, now);
        yield () -> abandon(State.INTERRUPTED, abandoned);
      }
      case ABANDONED -> null;
    };
  }

  private void advance(Step next, long now) {
    step = next;
    sinceNanos = now;
  }

  /** A thread that someone else has interrupted is left alone: that interrupt is not ours. */
  private void interrupt(Thread thread) {
    if (STATE.compareAndSet(this, State.OPEN, State.INTERRUPTING)) {
      if (!thread.isInterrupted()) {
        interrupted = true;
        thread.interrupt();
      }
      STATE.setVolatile(this, State.INTERRUPTED);
    }
  }

  private void abandon(State before, Runnable abandoned) {
    if (STATE.compareAndSet(this, before, State.ABANDONED)) {
      abandoned.run();
    }
  }

  /** Called by the thread that has ended the work; calling it again does nothing. */
  void settle() {
    while (true) {
      State now = (State) STATE.getVolatile(this);
      switch (now) {
        case INTERRUPTING -> Thread.onSpinWait();
        case SETTLED -> {
          return;
        }
        case OPEN, INTERRUPTED -> {
          if (STATE.compareAndSet(this, now, State.SETTLED)) {
            takeBack();
            return;
          }
        }
        case ABANDONED -> {
          takeBack();
          return;
        }
      }
    }
  }

  private void takeBack() {
    if (interrupted && !takenBack) {
      takenBack = true;
      Thread.interrupted();
    }
  }

  /** Used by the thread of the work. */
  private boolean takenBack;

  boolean isAbandoned() {
    return STATE.getVolatile(this) == State.ABANDONED;
  }

  boolean hasInterrupted() {
    return interrupted;
  }
}
