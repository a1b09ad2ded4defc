package dev.connections.sql.internal.connection;

import dev.connections.Deadline;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import java.sql.Connection;

/** Uses a session next to the pool, for as long as it lasts. */
@FunctionalInterface
public interface SessionUse {

  /**
   * Begins to use it. What it throws has the session closed.
   *
   * @param session the driver's own; closed by what is returned
   * @param deadline by when to be done
   */
  OpenSubscription open(Connection session, SubscriptionScope scope, Deadline deadline)
      throws Exception;
}
