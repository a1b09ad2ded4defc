package dev.connections.sql.postgresql;

import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PostgreSQL database: a {@link SqlConnection} that can also copy many rows, listen for
 * notifications, and hold advisory locks. Application code that needs none of them may well see it
 * as a {@code SqlConnection}.
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
 * <p>Notifications and locks use sessions of their own, next to the pool: one for each
 * subscription, and one for each lock that is held. So these two work with {@code pooler: NONE} and
 * {@code SESSION} only; behind a pooler for transactions they are rejected.
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

  /** As the method with progress, without. */
  default long copyIn(Operation operation, String sql, CopySource source) {
    return copyIn(operation, sql, source, PostgreSqlCopy.Progress.NONE);
  }

  /**
   * Copies data into a table: the fastest way to store many rows. As {@code inTransaction}, with
   * {@link PostgreSqlCopy#in}: all of it or nothing; in a transaction of this connection and thread
   * it joins. It is run once, because the source may be gone.
   *
   * <pre>{@code
   * orders.copyIn(LOAD, "copy orders (id, item) from stdin",
   *     CopySource.rows(parsed, order -> List.of(order.id(), order.item())));
   * }</pre>
   *
   * @param sql {@code COPY … FROM STDIN}
   * @param progress called now and then, by this thread
   * @return how many rows were copied
   * @throws IllegalArgumentException if {@code sql} is something else
   */
  default long copyIn(
      Operation operation, String sql, CopySource source, PostgreSqlCopy.Progress progress) {
    return inTransaction(operation, jdbc -> PostgreSqlCopy.in(jdbc, sql, source, progress));
  }

  /** As the method with progress, without. */
  default long copyOut(Operation operation, String sql, CopySink sink) {
    return copyOut(operation, sql, sink, PostgreSqlCopy.Progress.NONE);
  }

  /**
   * Copies the rows of a table or a query out. As {@code inTransaction}, with {@link
   * PostgreSqlCopy#out}. It is run once, because the sink may have seen rows.
   *
   * @param sql {@code COPY … TO STDOUT}
   * @param progress called now and then, by this thread
   * @return how many rows were copied
   * @throws IllegalArgumentException if {@code sql} is something else
   */
  default long copyOut(
      Operation operation, String sql, CopySink sink, PostgreSqlCopy.Progress progress) {
    return inTransaction(operation, jdbc -> PostgreSqlCopy.out(jdbc, sql, sink, progress));
  }

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
