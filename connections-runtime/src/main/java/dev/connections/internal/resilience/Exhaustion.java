package dev.connections.internal.resilience;

import dev.connections.LeaseHolder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who held all permits when a thread could not wait for one any longer. Immutable.
 *
 * @param holders all holders, longest first
 * @param own how many of them are the thread that waited
 * @param waiting how many of them have threads that wait for a permit themselves, the own included
 */
record Exhaustion(List<LeaseHolder> holders, int own, int waiting) {

  /** So many holders are named; the snapshot has them all. */
  static final int NAMED = 10;

  /** In words. */
  String describe() {
    String named =
        holders.stream().limit(NAMED).map(LeaseHolder::toString).collect(Collectors.joining(", "));
    if (holders.size() > NAMED) {
      named = named + " and " + (holders.size() - NAMED) + " others";
    }
    return "held by " + (named.isEmpty() ? "nobody any more" : named) + deadlock();
  }

  /** A thread that holds one and waits for another may wait for itself; nobody can be certain. */
  private String deadlock() {
    return own == 0
        ? ""
        : "; possible deadlock: this thread holds %d of these %d permits, and %d of them are held"
                .formatted(own, holders.size(), waiting)
            + " by threads that wait for another one";
  }

  /** What helps. */
  String nextStep() {
    return own == 0
        ? "Make the longest holders faster or close their leases, or allow more at once with"
            + " bulkhead.maxConcurrent and pool.maxSize"
        : "Close one connection before taking the next, or allow more at once (pool.maxSize,"
            + " bulkhead.maxConcurrent) than threads times connections per thread";
  }

  /** The stack of the longest holder; those of the others are suppressed in it. */
  @Nullable Throwable trace() {
    HolderTrace first = null;
    for (LeaseHolder holder : holders) {
      HolderTrace trace = own > 0 || first == null ? HolderTrace.of(holder) : null;
      if (first == null) {
        first = trace;
      } else if (trace != null && first.getSuppressed().length < NAMED) {
        first.addSuppressed(trace);
      }
    }
    return first;
  }
}
