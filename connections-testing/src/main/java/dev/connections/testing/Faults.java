package dev.connections.testing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that a proxy is to make now, and the waiting that they cause. Thread-safe. */
final class Faults {

  /** What becomes of the replies on a connection, from a certain request on. */
  enum Fate {
    /** They wait. */
    HELD,
    /** They are swallowed. */
    LOST,
    /** The first is swallowed, then the client's connection is reset. */
    LOST_AND_RESET
  }

  /** What may pass of a reply, and whether its connection is cut then. */
  record Share(int bytes, boolean isCutAfterwards) {}

  private record Trap(Predicate<byte[]> request, Fate fate) {}

  private static final long UNLIMITED = Long.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private long requestDelayNanos;
  private long replyDelayNanos;
  private boolean dropping;
  private boolean holding;
  private long replyBudget = UNLIMITED;
  private @Nullable Trap trap;

  /** Counts what ended all waiting, so that those who wait see it even if they wake late. */
  private long healed;

  void delay(Duration requests, Duration replies) {
    change(
        () -> {
          requestDelayNanos = requests.toNanos();
          replyDelayNanos = replies.toNanos();
        });
  }

  void dropReplies() {
    change(() -> dropping = true);
  }

  void holdReplies() {
    change(() -> holding = true);
  }

  void cutAfter(long replyBytes) {
    change(() -> replyBudget = replyBytes);
  }

  void decide(Predicate<byte[]> request, Fate fate) {
    change(() -> trap = new Trap(request, fate));
  }

  void heal() {
    change(
        () -> {
          requestDelayNanos = 0;
          replyDelayNanos = 0;
          dropping = false;
          holding = false;
          replyBudget = UNLIMITED;
          trap = null;
          healed++;
        });
  }

  /** Makes those who wait look again whether what they wait for still exists. */
  void wake() {
    change(() -> {});
  }

  /** What becomes of the reply to this request; null if nothing special. Springs the trap. */
  @Nullable Fate fateOf(byte[] request) {
    lock.lock();
    try {
      if (trap == null || !trap.request().test(request)) {
        return null;
      }
      Fate fate = trap.fate();
      trap = null;
      return fate;
    } finally {
      lock.unlock();
    }
  }

  boolean areRepliesDropped() {
    lock.lock();
    try {
      return dropping;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many of these bytes may still pass before the cut; takes them off. Who gets the last of
   * them is cut, and no one else: whoever gets less than its reply must not go on without the rest.
   */
  Share shareOfReplyBudget(int bytes) {
    lock.lock();
    try {
      if (replyBudget > bytes) {
        replyBudget -= replyBudget == UNLIMITED ? 0 : bytes;
        return new Share(bytes, false);
      }
      Share last = new Share((int) replyBudget, true);
      replyBudget = UNLIMITED;
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long as requests are delayed; whether it had to. */
  boolean delayRequest(BooleanSupplier isNeeded) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return sleep(requestDelayNanos, isNeeded);
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long as replies are delayed or held; whether it had to. */
  boolean delayReply(BooleanSupplier isNeeded, BooleanSupplier isHeld) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      boolean held = false;
      while ((holding || isHeld.getAsBoolean()) && !dropping && isNeeded.getAsBoolean()) {
        held = true;
        changed.await();
      }
      return sleep(replyDelayNanos, isNeeded) || held;
    } finally {
      lock.unlock();
    }
  }

  private boolean sleep(long nanos, BooleanSupplier isNeeded) throws InterruptedException {
    long before = healed;
    long remaining = nanos;
    while (remaining > 0 && healed == before && isNeeded.getAsBoolean()) {
      remaining = changed.awaitNanos(remaining);
    }
    return nanos > 0;
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
