package dev.connections.sql.postgresql;

import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PostgreSQL database: a {@link SqlConnection} that can also listen for notifications, and hold
 * advisory locks. Application code that needs neither may well see it as a {@code SqlConnection}.
 *
 * <pre>{@code
 * ManagedSubscription changes = orders.listen(
 *     "order_changed", heard -> cache.remove(heard.payload()), missed -> cache.clear());
 *
 * try (AdvisoryLock lock = orders.advisoryLock(NIGHTLY, 4711)) {
 *   while (lock.isHeld() && work.next()) { … }
 * }
 * }</pre>
 *
 * <p>Both use sessions of their own, next to the pool: one for each subscription, and one for each
 * lock that is held. So they work with {@code pooler: NONE} and {@code SESSION} only; behind a
 * pooler for transactions they are rejected.
 */
public interface PostgreSqlConnection extends SqlConnection {

  /** As {@link #listen(List, Consumer, Consumer)}, for one channel. */
  default ManagedSubscription listen(
      String channel,
      Consumer<? super PostgreSqlNotification> listener,
      Consumer<? super MissedNotifications> missed) {
    return listen(List.of(channel), listener, missed);
  }

  /**
   * Listens for what others {@code NOTIFY}. Returns at once; {@link
   * ManagedSubscription#awaitActive} waits until the server has heard of it. The subscription is
   * reopened after the session was lost and after a failover, until it is closed.
   *
   * <p>PostgreSQL keeps nothing for who does not listen. So {@code missed} is called, before the
   * next notification, whenever some may not have been heard: read again then what they are about.
   * The two are called one after the other, on a thread of the provider's executor; what they throw
   * is counted and reported. While they are slow, up to 1,024 calls wait; of what comes then, only
   * {@code missed} hears.
   *
   * @param channels names as they are in quotes: {@code NOTIFY Order} without quotes goes to {@code
   *     order}. At least one, each of 1 to 63 bytes in UTF-8. They appear in events and snapshots,
   *     so they must hold no values
   * @throws IllegalArgumentException if a name is none
   */
  ManagedSubscription listen(
      List<String> channels,
      Consumer<? super PostgreSqlNotification> listener,
      Consumer<? super MissedNotifications> missed);

  /**
   * Takes an advisory lock, and waits for it as long as the operation's deadline allows, or {@code
   * timeouts.total}.
   *
   * @param key the number that {@code pg_advisory_lock} takes; {@link AdvisoryLock#key(String)}
   *     makes one of a name
   * @throws dev.connections.failure.AcquireTimeoutException if another session held it until then
   */
  AdvisoryLock advisoryLock(Operation operation, long key);

  /** Takes an advisory lock if no other session has it. */
  Optional<AdvisoryLock> tryAdvisoryLock(Operation operation, long key);
}
