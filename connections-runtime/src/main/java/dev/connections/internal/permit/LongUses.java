package dev.connections.internal.permit;

import dev.connections.Deadline;
import dev.connections.internal.lifecycle.Waiting;
import dev.connections.monitoring.LeaseHolder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who uses a client for as long as it lives, without a place in its bulkhead. Whoever gives the
 * client up stops them, waits for them, and aborts the rest. Thread-safe.
 */
public final class LongUses {

  /** One of them; none of its methods blocks. */
  public interface LongUse {

    /** Who it is. */
    LeaseHolder describe();

    /** Takes nothing more, finishes what it has begun, and leaves. */
    void stop();

    /** Aborts what it has begun, and leaves. */
    void abort();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Set<LongUse> uses = new LinkedHashSet<>();
  private boolean stopped;

  /** A use begins; false if the client is being given up. */
  public boolean enter(LongUse use) {
    lock.lock();
    try {
      return !stopped && uses.add(use);
    } finally {
      lock.unlock();
    }
  }

  /** A use has ended. */
  public void leave(LongUse use) {
    lock.lock();
    try {
      uses.remove(use);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops all; no use begins any more. */
  public void stop() {
    List<LongUse> all;
    lock.lock();
    try {
      stopped = true;
      all = List.copyOf(uses);
    } finally {
      lock.unlock();
    }
    for (LongUse use : all) {
      use.stop();
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    lock.lock();
    try {
      return uses.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all have left; false if the deadline passed first. */
  public boolean awaitEmpty(Deadline deadline) throws InterruptedException {
    return Waiting.until(deadline, lock, left, uses::isEmpty);
  }

  /** Aborts all that have not left; who they are. */
  public List<LeaseHolder> abort() {
    List<LongUse> rest;
    lock.lock();
    try {
      rest = List.copyOf(uses);
    } finally {
      lock.unlock();
    }
    List<LeaseHolder> aborted = new ArrayList<>();
    for (LongUse use : rest) {
      aborted.add(use.describe());
      use.abort();
    }
    return aborted;
  }
}
