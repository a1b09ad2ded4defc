package dev.connections.monitoring;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a connection stands between being named and being closed. Whether it is busy is a counter,
 * not a state: a shared handle does many things at once.
 *
 * <p>Legal transitions:
 *
 * <table>
 *   <caption>from, and what may follow</caption>
 *   <tr><td>DISCONNECTED</td><td>CONNECTING, DRAINING</td></tr>
 *   <tr><td>CONNECTING</td><td>CONNECTED, BROKEN, DRAINING</td></tr>
 *   <tr><td>CONNECTED</td><td>BROKEN, DRAINING</td></tr>
 *   <tr><td>BROKEN</td><td>CONNECTING, DRAINING</td></tr>
 *   <tr><td>DRAINING</td><td>CLOSED</td></tr>
 *   <tr><td>CLOSED</td><td>nothing</td></tr>
 * </table>
 */
public enum LifecycleState {
  /** Named, but not opened yet. */
  DISCONNECTED,
  /** Being opened, by exactly one thread. */
  CONNECTING,
  /** Usable. */
  CONNECTED,
  /** Opening failed, or the connection was lost; the next use opens it again. */
  BROKEN,
  /** Lends nothing any more; waits for what is lent. */
  DRAINING,
  /** Released, for good. */
  CLOSED;

  /** The states that may follow this one. */
  public Set<LifecycleState> next() {
    return switch (this) {
      case DISCONNECTED -> EnumSet.of(CONNECTING, DRAINING);
      case CONNECTING -> EnumSet.of(CONNECTED, BROKEN, DRAINING);
      case CONNECTED -> EnumSet.of(BROKEN, DRAINING);
      case BROKEN -> EnumSet.of(CONNECTING, DRAINING);
      case DRAINING -> EnumSet.of(CLOSED);
      case CLOSED -> EnumSet.noneOf(LifecycleState.class);
    };
  }

  /** Whether {@code next} may follow this state. */
  public boolean canBecome(LifecycleState next) {
    return next().contains(next);
  }
}
