package dev.connections.sql.internal.mysql;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.Isolations;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.dialect.ServerFacts;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the dialects of MariaDB and MySQL have in common. */
public abstract class FamilyDialect implements SqlDialect {

  /** How long it may take to connect beside a statement and have it canceled. */
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(1);

  private static final int UNKNOWN_VARIABLE = 1193;

  private final JdbcUrl url;
  private final SqlPoolSettings pool;
  private final FamilyErrors errors;

  /** Does no I/O. */
  protected FamilyDialect(JdbcUrl url, SqlPoolSettings pool, FamilyErrors errors) {
    this.url = url;
    this.pool = pool;
    this.errors = errors;
  }

  /**
   * Logs in; each exchange on the connection is limited by what is left of the deadline, until that
   * is changed.
   */
  protected abstract Connection open(Deadline deadline) throws SQLException;

  /** The server's number of the session, which the driver knows. */
  protected abstract long session(Connection pooled) throws SQLException;

  @Override
  public final Connection connect(Deadline deadline) throws SQLException {
    Connection connection = opened(deadline);
    try {
      connection.setNetworkTimeout(Runnable::run, 0);
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /** What the drivers throw in the class of the pool's timeouts is not one. */
  private Connection opened(Deadline deadline) throws SQLException {
    try {
      return open(deadline);
    } catch (SQLTransientConnectionException failure) {
      throw new SQLException(
          failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
    }
  }

  /**
   * By a connection of our own: the drivers' {@code cancel} connects without a limit (MySQL) or
   * with that of the first connect (MariaDB). The connection is left to its limit on the network.
   */
  @Override
  public final void cancel(Statement running) throws SQLException {
    long session = session(running.getConnection());
    try (Connection own = opened(Deadline.after(CANCEL_LIMIT, TimeSource.system()));
        Statement kill = own.createStatement()) {
      kill.execute("KILL QUERY " + session);
    }
  }

  /** Asks once what decides whether a lock that is not had in time ends the transaction. */
  @Override
  public SqlDialect settledBy(Connection first) throws SQLException {
    try (Statement statement = first.createStatement();
        ResultSet answer = statement.executeQuery("SELECT @@innodb_rollback_on_timeout")) {
      errors.rollsBackOnLockTimeout(answer.next() && answer.getInt(1) != 0);
    } catch (SQLException failure) {
      if (failure.getErrorCode() != UNKNOWN_VARIABLE) { // there is no InnoDB
        throw failure;
      }
    }
    return this;
  }

  @Override
  public final ServerFacts facts(Connection first) throws SQLException {
    return FamilyFacts.of(first);
  }

  @Override
  public void beginSession(Connection physical, Deadline deadline) throws SQLException {
    if (pool.connectionInitSql().isPresent()) {
      NetworkLimit.within(
          physical,
          deadline,
          () -> {
            InitSql.run(pool, physical, errors);
            return true;
          });
    }
  }

  @Override
  public final String address() {
    return url.toString();
  }

  @Override
  public final List<String> hosts() {
    return url.hosts();
  }

  @Override
  public final FamilyErrors errors() {
    return errors;
  }

  @Override
  public final SessionEffect effectOf(String sql) {
    return FamilyTexts.effect(sql);
  }

  @Override
  public final boolean commitsTransaction(String sql) {
    return FamilyTexts.commits(sql);
  }

  /** Newer servers have more values of {@code read_only} than two. */
  @Override
  public final boolean takesWrites(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT @@global.read_only, @@global.innodb_read_only")) {
      Set<String> off = Set.of("0", "OFF");
      return answer.next()
          && off.contains(answer.getString(1))
          && off.contains(answer.getString(2));
    }
  }

  /** For the next transaction; there is none yet, since nothing was sent but this. */
  @Override
  public final void isolate(Connection pooled, TransactionOptions.Isolation isolation)
      throws SQLException {
    Isolations.ofTransaction(pooled, isolation);
  }
}
