package dev.connections.spi.uses;

import dev.connections.Deadline;

/**
 * Opens a subscription, as often as that is needed: at first, and again after it was lost, after a
 * failover and on each client that takes the place of another one.
 *
 * @param <T> what it is opened on: an endpoint, or a client
 */
@FunctionalInterface
public interface SubscriptionSource<T> {

  /** So many deliveries may wait for their handler, where the source does not say otherwise. */
  int BUFFER = 1_024;

  /**
   * Opens it. What it throws has left nothing open. From now on the source may {@linkplain
   * SubscriptionScope#deliver deliver}, even before this returns.
   *
   * @param on the endpoint or client that is in use now; open
   * @param scope of this opening alone; the next opening gets another one
   * @param deadline by when to be done; the thread is interrupted after it
   */
  OpenSubscription open(T on, SubscriptionScope scope, Deadline deadline) throws Exception;

  /** How many deliveries may wait for their handler; 1,024 by default. */
  default int buffer() {
    return BUFFER;
  }
}
