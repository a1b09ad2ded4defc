package dev.connections.sample.readme;

import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.sql.postgresql.AdvisoryLock;
import dev.connections.sql.postgresql.PostgreSqlConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The examples of {@code docs/sql.md} for what PostgreSQL has beyond SQL. */
final class ChangedOrders {

  private static final Operation NIGHTLY = Operation.nonIdempotent("nightly");

  private final PostgreSqlConnection orders;
  private final Map<String, String> cached = new ConcurrentHashMap<>();
  private int done;

  ChangedOrders(PostgreSqlConnection orders) {
    this.orders = orders;
  }

  ManagedSubscription follow() {
    ManagedSubscription changes =
        orders.listen(
            "order_changed", heard -> cached.remove(heard.payload()), missed -> cached.clear());
    return changes;
  }

  void nightly() {
    try (AdvisoryLock lock = orders.advisoryLock(NIGHTLY, AdvisoryLock.key("nightly"))) {
      while (lock.isHeld() && next()) {
        done++;
      }
    }
  }

  private boolean next() {
    return done < cached.size();
  }
}
