package dev.connections.internal.permit;

import dev.connections.monitoring.LeaseHolder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack of whoever holds what someone else could not get, as the cause of that exception: so
 * every log prints it below the stack of the one who asked.
 */
public final class HolderTrace extends Exception {

  private static final long serialVersionUID = 1L;

  private HolderTrace(String message, List<StackTraceElement> frames) {
    super(message, null, true, true);
    setStackTrace(frames.toArray(StackTraceElement[]::new));
  }

  /** Of a holder whose place is known; null if it is not. */
  public static @Nullable HolderTrace of(LeaseHolder holder) {
    String who = "Held for operation '" + holder.operation() + "' by thread '" + holder.thread();
    if (!holder.takenAt().isEmpty()) {
      return new HolderTrace(who + "' and taken here", holder.takenAt());
    }
    return holder.nowAt().isEmpty()
        ? null
        : new HolderTrace(who + "', which is here now", holder.nowAt());
  }

  /** Its own stack says nothing: it is that of the one who asked. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // changes nothing
  public Throwable fillInStackTrace() {
    return this;
  }
}
