package dev.connections.rest.events;

import java.time.Duration;

/**
 * The limits of a subscription to server-sent events. Immutable.
 *
 * @param idle how long the server may send nothing, not even a comment; then the stream is taken to
 *     be broken and reopened. 2 minutes by default; more than the pause between the server's
 *     heartbeats
 * @param maxEventBytes how long one event may be, 1 MiB by default; a longer one ends the stream
 * @param buffer how many events may wait for the handler, 256 by default; then no more are read, so
 *     that the server has to wait
 */
public record EventStreamOptions(Duration idle, int maxEventBytes, int buffer) {

  /** The defaults. */
  public static final EventStreamOptions DEFAULT =
      new EventStreamOptions(Duration.ofMinutes(2), 1 << 20, 256);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if they cannot work
   */
  public EventStreamOptions {
    if (idle.toMillis() < 1 || idle.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("idle must be between 1ms and 24 days, but is " + idle);
    }
    if (maxEventBytes < 1) {
      throw new IllegalArgumentException(
          "maxEventBytes must be at least 1, but is " + maxEventBytes);
    }
    if (buffer < 1) {
      throw new IllegalArgumentException("buffer must be at least 1, but is " + buffer);
    }
  }

  /** These with another limit of silence. */
  public EventStreamOptions withIdle(Duration newIdle) {
    return new EventStreamOptions(newIdle, maxEventBytes, buffer);
  }

  /** These with another length of an event. */
  public EventStreamOptions withMaxEventBytes(int newMaxEventBytes) {
    return new EventStreamOptions(idle, newMaxEventBytes, buffer);
  }

  /** These with another number of waiting events. */
  public EventStreamOptions withBuffer(int newBuffer) {
    return new EventStreamOptions(idle, maxEventBytes, newBuffer);
  }
}
