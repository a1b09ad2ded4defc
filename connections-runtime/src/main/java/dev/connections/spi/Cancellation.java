package dev.connections.spi;

/**
 * How to end from outside what a use of a connection has in its hands. Only {@link #cancel()} is
 * needed; what canceling may not end says more. One object says all, so that whatever is in the
 * user's hands anyway, such as a loan, can be it.
 *
 * <p>Each method is called at most once for a use, by another thread than the one that waits for
 * the work, or by this one if it comes too late to say how.
 */
@FunctionalInterface
public interface Cancellation {

  /** Cancels the exchange in flight. May block for a short time. */
  void cancel();

  /**
   * Ends by force what canceling did not end within a short time, such as by closing the socket.
   * May block. If that does not help either, the thread that waits for the work, if there is one,
   * is interrupted.
   */
  default void abort() {}

  /**
   * Replaces what the use holds, if not even force has ended the work: what it holds must never be
   * lent again, and its place in a pool must be free for others. Never called once the use has
   * ended.
   */
  default void abandon() {}
}
