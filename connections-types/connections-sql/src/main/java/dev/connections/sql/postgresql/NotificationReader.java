package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.sql.internal.dialect.ConnectionCutter;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.pool.Closings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Reads what arrives on one session, until that ends or is stopped. */
final class NotificationReader implements OpenSubscription, Runnable {

  /** How long a server that has been silent may take to answer. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** How soon a listener that was too slow is told what it has missed. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final Connection session;
  private final SubscriptionScope scope;
  private final Consumer<? super PostgreSqlNotification> listener;
  private final Consumer<? super MissedNotifications> missed;
  private final UnheardPeriod unheard;
  private final Duration keepalive;
  private final TimeSource time;
  private volatile boolean stopped;

  NotificationReader(
      Connection session,
      SubscriptionScope scope,
      Consumer<? super PostgreSqlNotification> listener,
      Consumer<? super MissedNotifications> missed,
      UnheardPeriod unheard,
      Duration keepalive,
      TimeSource time) {
    this.session = session;
    this.scope = scope;
    this.listener = listener;
    this.missed = missed;
    this.unheard = unheard;
    this.keepalive = keepalive;
    this.time = time;
  }

  @Override
  public void run() {
    try {
      PGConnection driver = session.unwrap(PGConnection.class);
      while (!stopped) {
        boolean told = tellWhatWasMissed();
        PGNotification[] arrived = read(driver, told ? keepalive : SOON);
        for (PGNotification each : arrived) {
          hand(each);
        }
      }
    } catch (SQLException | RuntimeException ended) {
      if (!stopped) {
        scope.lost(ended);
      }
    }
  }

  /** Waits for something to arrive; asks the server whether it is there if nothing does. */
  private PGNotification[] read(PGConnection driver, Duration patience) throws SQLException {
    PGNotification[] arrived = driver.getNotifications(Math.toIntExact(patience.toMillis()));
    if (arrived != null && arrived.length > 0) {
      return arrived;
    }
    if (stopped) {
      return new PGNotification[0];
    }
    Instant asked = time.now();
    NetworkLimit.run(session, Deadline.after(ANSWER, time), "SELECT 1");
    unheard.heardUntil(asked); // what was sent before has come before the answer
    PGNotification[] before = driver.getNotifications();
    return before == null ? new PGNotification[0] : before;
  }

  private void hand(PGNotification arrived) {
    PostgreSqlNotification notification =
        new PostgreSqlNotification(arrived.getName(), arrived.getParameter(), arrived.getPID());
    if (!tellWhatWasMissed() || !scope.deliver(() -> listener.accept(notification))) {
      unheard.dropped(time.now());
    }
  }

  /** Whether there is nothing left to tell. */
  private boolean tellWhatWasMissed() {
    @Nullable MissedNotifications pending = unheard.pending(time.now());
    if (pending != null) {
      if (!scope.deliver(() -> missed.accept(pending))) {
        return false;
      }
      unheard.told();
    }
    return true;
  }

  /** The session ends, and with it what the server sends. */
  @Override
  public void stop(Deadline deadline) {
    abort();
  }

  @Override
  public void abort() {
    stopped = true;
    Closings.cutAside(ConnectionCutter.ABORT, session);
  }

  @Override
  public void close() {
    abort();
  }
}
