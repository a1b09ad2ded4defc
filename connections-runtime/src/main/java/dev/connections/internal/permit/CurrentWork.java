package dev.connections.internal.permit;

import dev.connections.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the calling thread is inside of. The only use of a thread-local in the runtime: a
 * nested call must inherit the deadline of the outer one, and must not wait for a permit that its
 * own thread holds, and nothing but the thread connects the two. It holds no cache and no resource.
 *
 * <p>Only calls are here, because they end in the reverse order of their beginning and on the
 * thread that began them. Neither is true of leases and of what a native client lends.
 */
public final class CurrentWork {

  private static final ThreadLocal<Holder> INNERMOST = new ThreadLocal<>();

  private CurrentWork() {}

  /** The innermost call; null if there is none. */
  public static @Nullable Holder innermost() {
    return INNERMOST.get();
  }

  /**
   * Sets the innermost call. Null instead of {@code remove()}, which would make the next call
   * allocate.
   */
  @SuppressWarnings("NullAway") // null is a legal value of a thread-local
  public static void set(@Nullable Holder holder) {
    INNERMOST.set(holder);
  }

  /** The innermost call of a connection within {@code innermost}; null if there is none. */
  public static @Nullable Holder inside(@Nullable Holder innermost, Object connection) {
    Holder holder = innermost;
    while (holder != null && holder.connection() != connection) {
      holder = holder.outer();
    }
    return holder;
  }

  /** The deadline that a new call inherits; null if there is none. */
  public static @Nullable Deadline inherited(@Nullable Holder innermost) {
    for (Holder holder = innermost; holder != null; holder = holder.outer()) {
      Deadline deadline = holder.inherited();
      if (deadline != null) {
        return deadline;
      }
    }
    return null;
  }
}
