package dev.connections.sql.postgresql;

import java.time.Instant;

/**
 * A time for which it is not known what was sent. Immutable.
 *
 * @param from until then everything was heard
 * @param until from then on everything is heard again
 * @param reason why it was not heard
 */
public record MissedNotifications(Instant from, Instant until, Reason reason) {

  /** Why notifications were not heard. */
  public enum Reason {
    /** The session was lost, or has moved to another server; perhaps nothing was sent meanwhile. */
    NOT_CONNECTED,
    /** More arrived than the listener has handled, and more than may wait for it. */
    LISTENER_TOO_SLOW
  }
}
