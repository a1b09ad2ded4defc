package dev.connections.spi.uses;

import dev.connections.Deadline;

/**
 * What a {@link SubscriptionSource} has opened. The runtime calls {@link #stop} at most once, then
 * {@link #close} exactly once, both on threads of its own; {@link #abort} perhaps in between.
 */
@FunctionalInterface
public interface OpenSubscription {

  /**
   * Asks the external system to send nothing more. What has been delivered is still being handled
   * and may still be acknowledged. By default nothing: {@link #close} does it all.
   *
   * @param deadline by when to be done
   */
  default void stop(Deadline deadline) throws Exception {}

  /** Releases everything. Everything delivered was handled, or is not waited for any more. */
  void close() throws Exception;

  /** Aborts what is still running, because the time to finish is over. Must not block. */
  default void abort() {}
}
