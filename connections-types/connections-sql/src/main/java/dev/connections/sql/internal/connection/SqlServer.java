package dev.connections.sql.internal.connection;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.settings.ConnectionSettings;
import dev.connections.sql.internal.dialect.ServerFacts;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.SqlTarget;
import dev.connections.sql.internal.failure.EvictionRule;
import dev.connections.sql.internal.failure.SqlStateFailures;
import dev.connections.sql.internal.failure.TimeLimitException;
import dev.connections.sql.internal.pool.Closings;
import dev.connections.sql.internal.pool.HikariSettings;
import dev.connections.sql.internal.pool.PhysicalConnections;
import dev.connections.sql.internal.pool.SpareThreads;
import dev.connections.sql.internal.pool.SqlPool;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of an endpoint, open or not: connects to it, and keeps what outlives a client, such as
 * which passwords it has rejected and whether a pooler stands in between.
 */
final class SqlServer {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.schema");

  /** How much later than its limit a driver may return. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final ConnectionSettings settings;
  private final SqlTarget target;
  private final Writes writes;
  private final TimeSource time;
  private final SqlStateFailures failures;
  private volatile SqlDialect dialect;

  /**
   * Does no I/O.
   *
   * @throws ConnectionConfigurationException if there are to be more permits than connections
   */
  SqlServer(ConnectionSettings settings, SqlTarget target, Writes writes, TimeSource time) {
    this.settings = settings;
    this.target = target;
    this.writes = writes;
    this.time = time;
    this.dialect = target.dialect();
    this.failures = new SqlStateFailures(dialect.rules(), dialect.errors(), dialect.address());
    checkLimit(settings.bulkhead().maxConcurrent().orElse(0));
  }

  /** More permits than connections would make callers wait where closing cannot wake them. */
  private void checkLimit(int maxConcurrent) {
    if (maxConcurrent > capacity()) {
      throw new ConnectionConfigurationException(
          Diagnosis.of(
                  settings.name(),
                  "bulkhead.maxConcurrent must be at most pool.maxSize (%d), but was %d"
                      .formatted(capacity(), maxConcurrent))
              .nextStep("Leave bulkhead.maxConcurrent out, or raise pool.maxSize")
              .build(),
          null);
    }
  }

  /** In a thread that can be left behind, whatever the driver does. */
  SqlClient open(Deadline deadline) throws Exception {
    AtomicReference<@Nullable Connection> under = new AtomicReference<>();
    try {
      return SpareThreads.within(
          deadline.remaining().plus(GRACE), () -> opened(deadline, under), SqlClient::discard);
    } catch (TimeoutException stuck) {
      Connection connection = under.get();
      if (connection != null) {
        Closings.cutAside(dialect, connection);
      }
      throw TimeLimitException.connect(
          settings.timeouts().connect(), new SQLException("The driver did not return"));
    } catch (SQLException failure) {
      // Whoever opens interrupts at the deadline: what has happened is that the time has passed.
      throw failure.getCause() instanceof InterruptedException
          ? TimeLimitException.connecting(failure, deadline, settings.timeouts().connect())
          : failure;
    }
  }

  private SqlClient opened(Deadline deadline, AtomicReference<@Nullable Connection> under)
      throws Exception {
    Connection first = firstConnection(deadline);
    under.set(first);
    try {
      SqlDialect settled = dialect.settledBy(first);
      if (settled != dialect) {
        first.close(); // it was connected as if nothing were in between
        dialect = settled;
        first = settled.connect(deadline);
        under.set(first);
      }
      settled.beginSession(first, deadline);
      warnOfMissingSchema(first);
      ServerMetadata metadata = describe(first);
      return new SqlClient(
          openPool(first),
          new SqlProbe(settled, time, target.pool().maxLifetime()),
          this::session,
          metadata,
          writes,
          settings.timeouts().acquire());
    } catch (Exception | Error failure) {
      try {
        first.close();
      } catch (SQLException second) {
        failure.addSuppressed(second);
      }
      dialect.close();
      throw failure;
    }
  }

  /**
   * A session next to the pool, which only its user closes.
   *
   * @throws SQLFeatureNotSupportedException if a pooler gives none for longer than a transaction
   */
  Connection session(Deadline deadline) throws SQLException {
    SqlDialect settled = dialect;
    String none = settled.noOwnSession();
    if (none != null) {
      throw new SQLFeatureNotSupportedException(none, "0A000");
    }
    Connection session = firstConnection(deadline);
    try {
      settled.beginSession(session, deadline);
      return session;
    } catch (SQLException | RuntimeException failure) {
      Closings.cutAside(settled, session);
      throw failure;
    }
  }

  /** Cuts such a session. */
  void cut(Connection session) throws SQLException {
    dialect.cut(session);
  }

  private Connection firstConnection(Deadline deadline) throws SQLException {
    try {
      return dialect.connect(deadline);
    } catch (SQLException failure) {
      throw TimeLimitException.connecting(failure, deadline, settings.timeouts().connect());
    }
  }

  private SqlPool openPool(Connection first) throws Exception {
    PhysicalConnections physical =
        new PhysicalConnections(dialect, time, settings.timeouts().connect(), first);
    return SqlPool.open(
        dialect,
        failures,
        physical,
        HikariSettings.of(
            settings.name(),
            target.pool(),
            settings.timeouts(),
            physical,
            new EvictionRule(failures)));
  }

  /** Not an error: a migration that is run through this connection may make it. */
  private void warnOfMissingSchema(Connection connection) throws SQLException {
    Optional<String> schema = dialect.schema();
    if (schema.isPresent() && connection.getSchema() == null) {
      log.warn(
          "{}: the schema '{}' (setting schema) does not exist, or the user may not use it: tables"
              + " are not found by their names alone until it does",
          settings.name(),
          schema.get());
    }
  }

  private ServerMetadata describe(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    Map<String, String> attributes = new LinkedHashMap<>();
    String database = connection.getCatalog();
    if (database != null) {
      attributes.put("database", database);
    }
    ServerFacts facts = facts(connection);
    attributes.putAll(facts.attributes());
    facts.mostConnections().ifPresent(this::warnOfLargePool);
    return new ServerMetadata(
        about.getDatabaseProductName(),
        about.getDatabaseProductVersion(),
        about.getDriverName() + " " + about.getDriverVersion(),
        dialect.address(),
        Collections.unmodifiableMap(attributes));
  }

  /**
   * Information: a server that is only like the one that it says it is may not know the question.
   */
  private ServerFacts facts(Connection connection) {
    try {
      return dialect.facts(connection);
    } catch (SQLException unknown) {
      log.debug("{}: the server did not tell about the session", settings.name(), unknown);
      return ServerFacts.NONE;
    }
  }

  /** The pool fills up to the limit, and then its connect attempts fail. */
  private void warnOfLargePool(int mostConnections) {
    int wanted = target.pool().maxSize();
    if (wanted > mostConnections) {
      log.warn(
          "{}: pool.maxSize is {}, but the server allows this user {} connections at most, for all"
              + " processes together: further connections will be rejected. Lower pool.maxSize, or"
              + " raise the server's limit",
          settings.name(),
          wanted,
          mostConnections);
    }
  }

  Set<String> addresses() throws UnknownHostException {
    Set<String> addresses = new HashSet<>();
    for (String host : dialect.hosts()) {
      addresses.addAll(HostAddresses.of(host));
    }
    return addresses;
  }

  /** Whether it can be found out how far it is in the history of changes. */
  boolean tellsPosition() {
    return dialect.position().isPresent();
  }

  int capacity() {
    return target.pool().maxSize();
  }

  SqlStateFailures failures() {
    return failures;
  }
}
