package dev.connections.internal.resilience;

import dev.connections.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What the calling thread is in the middle of. The only use of a thread-local in the runtime: a
 * nested call must inherit the deadline of the outer one, and must not wait for a permit that its
 * own thread holds, and nothing but the thread connects the two. It holds no cache and no resource.
 */
final class CurrentWork {

  private static final ThreadLocal<Holder> INNERMOST = new ThreadLocal<>();

  private CurrentWork() {}

  /** The innermost thing that is not over; null if there is none. */
  static @Nullable Holder innermost() {
    Holder holder = INNERMOST.get();
    while (holder != null && holder.isOver()) {
      holder = holder.outer();
    }
    return holder;
  }

  /**
   * Sets the innermost thing. Null instead of {@code remove()}, which would make the next call
   * allocate.
   */
  @SuppressWarnings("NullAway") // null is a legal value of a thread-local
  static void set(@Nullable Holder holder) {
    INNERMOST.set(holder);
  }

  /** What within {@code innermost} already holds a permit of a connection; null if nothing does. */
  static @Nullable Holder holding(@Nullable Holder innermost, Object connection) {
    for (Holder holder = innermost; holder != null; holder = holder.outer()) {
      if (!holder.isOver() && holder.connection() == connection && holder.isAdmitted()) {
        return holder;
      }
    }
    return null;
  }

  /** The deadline that a new call inherits; null if there is none. */
  static @Nullable Deadline inherited(@Nullable Holder innermost) {
    for (Holder holder = innermost; holder != null; holder = holder.outer()) {
      Deadline deadline = holder.isOver() ? null : holder.inherited();
      if (deadline != null) {
        return deadline;
      }
    }
    return null;
  }
}
