package dev.connections.internal.permit;

import dev.connections.monitoring.LeaseHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who held all permits when a thread could not wait for one any longer. Immutable.
 *
 * @param pool the dedicated pool whose permits they are; null if they are the connection's
 * @param setting the setting that says how many there are in that pool; null if none does
 * @param holders all holders, longest first
 * @param own how many of them are the thread's that waited, or that has asked it to
 * @param waiting how many of them have threads that wait for a permit themselves, the own included
 * @param forAnother whether another thread has asked for it, and may wait for its future
 */
public record Exhaustion(
    @Nullable String pool,
    @Nullable String setting,
    List<LeaseHolder> holders,
    int own,
    int waiting,
    boolean forAnother) {

  /** So many holders are named; the snapshot has them all. */
  static final int NAMED = 10;

  /**
   * As it is seen by a holder that came too late.
   *
   * @param pool the dedicated pool whose permits they are; null if they are the connection's
   * @param setting the setting that says how many there are in that pool; null if none does
   * @param holders all holders, longest first
   * @param stuck the threads that wait for a permit
   */
  static Exhaustion of(
      @Nullable String pool,
      @Nullable String setting,
      List<Holder> holders,
      Holder late,
      Set<Thread> stuck,
      long nowNanos) {
    int own = 0;
    int waits = 0;
    for (Holder holder : holders) {
      if (holder.occupiesThread()) {
        own += holder.thread() == late.asker() ? 1 : 0;
        waits += stuck.contains(holder.thread()) ? 1 : 0;
      }
    }
    List<LeaseHolder> described = new ArrayList<>();
    for (Holder holder : holders) {
      boolean full = described.isEmpty() || (own > 0 && described.size() < NAMED);
      described.add(full ? holder.describeInFull(nowNanos) : holder.describe(nowNanos));
    }
    return new Exhaustion(
        pool, setting, List.copyOf(described), own, waits, late.asker() != late.thread());
  }

  /** In words. */
  public String describe() {
    String named =
        holders.stream().limit(NAMED).map(LeaseHolder::toString).collect(Collectors.joining(", "));
    if (holders.size() > NAMED) {
      named = named + " and " + (holders.size() - NAMED) + " others";
    }
    return "held by " + (named.isEmpty() ? "no one any more" : named) + deadlock();
  }

  /** A thread that holds one and waits for another may wait for itself; that cannot be certain. */
  private String deadlock() {
    return own == 0
        ? ""
        : "; possible deadlock: %s holds %d of these %d permits, and %d of them are held"
                .formatted(
                    forAnother ? "the thread that asked for this call" : "this thread",
                    own,
                    holders.size(),
                    waiting)
            + (forAnother
                ? " by threads that wait for another one, or may wait for the future of one"
                : " by threads that wait for another one");
  }

  /** What helps. */
  public String nextStep() {
    if (own > 0 && forAnother) {
      return "Do not wait inside the work of a call for the future of another one of the same"
          + " connection: wait for it after the work, or use what the work was given";
    }
    String more =
        pool == null
            ? "allow more at once with bulkhead.maxConcurrent and pool.maxSize"
            : "make the dedicated pool '"
                + pool
                + "' larger "
                + (setting == null ? "where the connection type allows it" : "with " + setting);
    return own == 0
        ? "Make the longest holders faster or close their leases, or " + more
        : "Close one connection before taking the next, or "
            + more
            + "; more than threads times connections per thread are never needed at once";
  }

  /** The stack of the longest holder; those of the others are suppressed in it. */
  public @Nullable Throwable trace() {
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
