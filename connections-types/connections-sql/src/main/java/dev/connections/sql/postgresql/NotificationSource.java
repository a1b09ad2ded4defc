package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.spi.DaemonThreadFactory;
import dev.connections.spi.uses.OpenSubscription;
import dev.connections.spi.uses.SubscriptionScope;
import dev.connections.sql.internal.connection.SessionUse;
import dev.connections.sql.internal.dialect.NetworkLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Listens on one session after the other, each read by a thread of its own. */
final class NotificationSource implements SessionUse {

  private static final ThreadFactory THREADS =
      DaemonThreadFactory.named("connections-sql-notifications");

  private final String listen;
  private final Consumer<? super PostgreSqlNotification> listener;
  private final Consumer<? super MissedNotifications> missed;
  private final Duration keepalive;
  private final TimeSource time;
  private final UnheardPeriod unheard = new UnheardPeriod();

  /**
   * Not open yet.
   *
   * @param keepalive how often a server that sends nothing is asked whether it is there
   * @throws IllegalArgumentException if there is no channel, or one has no name
   */
  NotificationSource(
      List<String> channels,
      Consumer<? super PostgreSqlNotification> listener,
      Consumer<? super MissedNotifications> missed,
      Duration keepalive,
      TimeSource time) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("listen needs at least one channel");
    }
    this.listen =
        channels.stream()
            .map(channel -> "LISTEN " + ChannelName.quoted(channel))
            .collect(Collectors.joining("; "));
    this.listener = listener;
    this.missed = missed;
    this.keepalive = keepalive;
    this.time = time;
  }

  @Override
  public OpenSubscription open(Connection session, SubscriptionScope scope, Deadline deadline)
      throws SQLException {
    NetworkLimit.run(session, deadline, listen);
    unheard.opened(time.now());
    NotificationReader reader =
        new NotificationReader(session, scope, listener, missed, unheard, keepalive, time);
    THREADS.newThread(reader).start();
    return reader;
  }
}
