package dev.connections.spi.uses;

/** What a {@link SubscriptionSource} tells the runtime while one opening lasts. Thread-safe. */
public interface SubscriptionScope {

  /**
   * Has something handled that arrived: soon, on a thread of the application's executor or of the
   * runtime, one after the other in this order. Never blocks, so the client's own thread may call
   * it. What the handling throws is counted and reported. The handling itself decides whether to
   * acknowledge.
   *
   * @return whether it was taken; if not, too many wait already or the subscription is being
   *     closed, and the source gives it back to the external system, or drops it
   */
  boolean deliver(Runnable handling);

  /**
   * Says that this opening has ended by itself, so that the subscription is reopened. Never blocks;
   * only the first time counts.
   *
   * @param cause what the client said
   */
  void lost(Throwable cause);
}
