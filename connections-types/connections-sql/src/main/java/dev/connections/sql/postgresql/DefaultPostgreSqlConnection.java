package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.spi.ConnectionContext;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.internal.connection.DefaultSqlConnection;
import dev.connections.sql.internal.dialect.SqlTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What PostgreSQL has beyond SQL. */
final class DefaultPostgreSqlConnection extends DefaultSqlConnection
    implements PostgreSqlConnection {

  /** How often a silent server is asked whether it is there, where no setting says it. */
  private static final Duration KEEPALIVE = Duration.ofSeconds(30);

  private final Duration keepalive;
  private final Duration total;
  private final TimeSource time;
  private final AdvisoryLocks locks;

  DefaultPostgreSqlConnection(ConnectionContext<PostgreSqlConfiguration> context) {
    super(
        context,
        PostgreSqlConfiguration::readOnly,
        configuration ->
            new SqlTarget(
                configuration.pool(), new PostgreSqlDialect(context.name(), configuration)));
    SqlPoolSettings pool = context.configuration().pool();
    this.keepalive = pool.keepalive().orElse(KEEPALIVE);
    this.total = context.settings().timeouts().total();
    this.time = context.time();
    this.locks = new AdvisoryLocks(context.name(), this::leaseSession, time);
  }

  @Override
  public ManagedSubscription listen(
      List<String> channels,
      Consumer<? super PostgreSqlNotification> listener,
      Consumer<? super MissedNotifications> missed) {
    return keepSession(
        String.join(",", channels),
        new NotificationSource(channels, listener, missed, keepalive, time));
  }

  @Override
  public AdvisoryLock advisoryLock(Operation operation, long key) {
    Duration limit = operation.deadline();
    return locks.lock(operation, key, Deadline.after(limit == null ? total : limit, time));
  }

  @Override
  public Optional<AdvisoryLock> tryAdvisoryLock(Operation operation, long key) {
    return locks.tryLock(operation, key);
  }
}
