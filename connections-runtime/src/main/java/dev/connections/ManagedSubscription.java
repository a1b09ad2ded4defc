package dev.connections;

import dev.connections.monitoring.SubscriptionSnapshot;
import dev.connections.monitoring.SubscriptionState;
import java.time.Duration;

/**
 * A long-lived use of a connection: a subscription, a consumer, a listener. The runtime keeps it
 * open until it is closed: it is reopened after a failover, on a client that has taken the place of
 * another one, and after the connection broke. It occupies none of the connection's places, so it
 * may live as long as the connection; closing that closes it.
 *
 * <p>There is never more than one opening at a time: the old one is stopped before the next one
 * begins. What the external system does not keep meanwhile is missed, as by every subscriber that
 * reconnects. Thread-safe; whoever has subscribed closes it.
 */
public interface ManagedSubscription extends AutoCloseable {

  /** The name it was subscribed with. */
  String name();

  /** Where it stands. Never blocks. */
  SubscriptionState state();

  /** Everything that is known of it now. Never blocks. */
  SubscriptionSnapshot snapshot();

  /**
   * Waits until it is {@link SubscriptionState#ACTIVE}.
   *
   * @param patience how long at most
   * @throws dev.connections.failure.ConnectionException why it is not: it has failed or was closed,
   *     the time was over, or the thread was interrupted
   */
  void awaitActive(Duration patience);

  /**
   * Takes nothing more, waits until what has arrived is handled, and closes. Once the time is over,
   * what waits is dropped, and what is still being handled is not waited for. Called by its own
   * handler it waits for nothing. Closing it again waits for the same end.
   *
   * @param patience how long at most
   * @return whether everything that had arrived was handled
   */
  boolean close(Duration patience);

  /** Closes it with the connection's {@code timeouts.drain} as its patience. */
  @Override
  void close();
}
