package dev.connections.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.Endpoint;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.HostAddresses;
import dev.connections.spi.Permit;
import dev.connections.spi.settings.ConnectionSettings;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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

/** What the runtime drives: opens and closes the pool, probes beside it. */
final class SqlEndpoint implements Endpoint {

  private static final Logger log = LoggerFactory.getLogger("dev.connections.sql.schema");

  /** How much later than its limit a driver may return. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final ConnectionSettings settings;
  private final SqlPoolSettings poolSettings;
  private final boolean readOnly;
  private volatile SqlDialect dialect;
  private final TimeSource time;
  private final SqlStateFailures failures;
  private final SqlProbe probe;
  private volatile @Nullable SqlPool pool;
  private volatile boolean unreachable;

  SqlEndpoint(
      ConnectionSettings settings,
      SqlPoolSettings poolSettings,
      boolean readOnly,
      SqlDialect dialect,
      TimeSource time) {
    this.settings = settings;
    this.poolSettings = poolSettings;
    this.readOnly = readOnly;
    this.dialect = dialect;
    this.time = time;
    this.failures = new SqlStateFailures(dialect.rules(), dialect.errors(), dialect.address());
    this.probe = new SqlProbe(dialect, time, poolSettings.maxLifetime());
  }

  /** In a thread that can be left behind, whatever the driver does. */
  @Override
  public ServerMetadata open(Deadline deadline) throws Exception {
    AtomicReference<@Nullable Connection> under = new AtomicReference<>();
    try {
      Opened opened =
          SpareThreads.within(
              deadline.remaining().plus(GRACE), () -> opened(deadline, under), Opened::forget);
      pool = opened.pool();
      return opened.server();
    } catch (TimeoutException stuck) {
      Connection connection = under.get();
      if (connection != null) {
        Closings.abortAside(connection);
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

  private record Opened(SqlPool pool, ServerMetadata server) {

    /** It came too late. */
    void forget() {
      pool.close();
    }
  }

  private Opened opened(Deadline deadline, AtomicReference<@Nullable Connection> under)
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
      ServerMetadata server = describe(first);
      PhysicalConnections physical =
          new PhysicalConnections(dialect, time, settings.timeouts().connect(), first);
      return new Opened(SqlPool.open(dialect, failures, physical, poolOf(physical)), server);
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

  private Connection firstConnection(Deadline deadline) throws SQLException {
    try {
      return dialect.connect(deadline);
    } catch (SQLException failure) {
      throw TimeLimitException.connecting(failure, deadline, settings.timeouts().connect());
    }
  }

  private HikariConfig poolOf(PhysicalConnections physical) {
    return HikariSettings.of(
        settings.name(), poolSettings, settings.timeouts(), physical, new EvictionRule(failures));
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
    return new ServerMetadata(
        about.getDatabaseProductName(),
        about.getDatabaseProductVersion(),
        about.getDriverName() + " " + about.getDriverVersion(),
        dialect.address(),
        Collections.unmodifiableMap(attributes));
  }

  /** Lends a connection for an attempt, which can be broken off from then on. */
  Loan lend(AttemptScope scope, boolean readOnlyUse) throws SQLException {
    scope.enter(Phase.ACQUIRE);
    Loan loan = borrow(scope.deadline(), LoanListener.of(scope));
    scope.onAbort(loan::breakOff);
    scope.onAbandon(loan::abandon);
    scope.onCancel(loan::end);
    return prepared(loan, readOnlyUse, scope.deadline());
  }

  /** Lends a connection under a permit, which is closed if there is none. */
  Loan lend(Permit<?> permit, boolean readOnlyUse) {
    try {
      return permit.acquire(() -> acquired(permit, readOnlyUse), Loan::giveBack);
    } catch (Exception failure) {
      RuntimeException seen = permit.failed(failure, Phase.ACQUIRE);
      permit.close();
      throw seen;
    }
  }

  private Loan acquired(Permit<?> permit, boolean readOnlyUse) throws SQLException {
    Loan loan = borrow(permit.deadline(), LoanListener.of(permit));
    permit.onAbort(loan::end);
    permit.onAbandon(loan::abandon);
    return prepared(loan, readOnlyUse, permit.deadline());
  }

  /** The pool has to make a connection: that must not take all the time that there is. */
  private Loan borrow(Deadline deadline, LoanListener listener) throws SQLException {
    Duration acquire = settings.timeouts().acquire();
    Duration left = deadline.remaining();
    try {
      return openPool().borrow(deadline.capped(acquire), listener);
    } catch (SQLTransientConnectionException timedOut) {
      throw acquire.compareTo(left) <= 0
          ? TimeLimitException.acquire(acquire, "timeouts.acquire", timedOut)
          : TimeLimitException.acquire(left, "the deadline of the operation", timedOut);
    }
  }

  private Loan prepared(Loan loan, boolean readOnlyUse, Deadline deadline) throws SQLException {
    try {
      loan.prepare(readOnly || readOnlyUse, deadline);
      return loan;
    } catch (SQLException | RuntimeException failure) {
      loan.giveBack();
      throw failure;
    }
  }

  private SqlPool openPool() {
    SqlPool current = pool;
    if (current == null) {
      throw new ConnectionClosedException(
          Diagnosis.of(settings.name(), "The pool is closed")
              .phase(Phase.ACQUIRE)
              .nextStep("Do not use connections after their provider was closed")
              .build(),
          null);
    }
    return current;
  }

  /** After a server was away, what the pool still has of it is dead, and is not lent again. */
  @Override
  public void probe(Deadline deadline) throws SQLException {
    boolean wasUnreachable = unreachable;
    unreachable = true;
    boolean lost = probe.ask(deadline);
    unreachable = false;
    SqlPool current = pool;
    if (current != null) {
      if (lost || wasUnreachable) {
        current.evictAll();
      }
      current.hurry();
    }
  }

  /** Asked on a connection of its own. Where writes are not wanted, any server will do. */
  @Override
  public boolean isWritable(Deadline deadline) throws SQLException {
    return probe.askNew(deadline, connection -> readOnly || dialect.takesWrites(connection));
  }

  @Override
  public Set<String> addresses() throws UnknownHostException {
    Set<String> addresses = new HashSet<>();
    for (String host : dialect.hosts()) {
      addresses.addAll(HostAddresses.of(host));
    }
    return addresses;
  }

  /** What is lent is cancelled loan by loan; this keeps it from being lent again. */
  @Override
  public void abort() {
    SqlPool current = pool;
    if (current != null) {
      current.evictAll();
    }
  }

  @Override
  public void close() {
    SqlPool current = pool;
    pool = null;
    probe.close();
    if (current != null) {
      current.close();
    }
    dialect.close();
  }

  @Override
  public int capacity() {
    return poolSettings.maxSize();
  }

  @Override
  public FailureClassifier failures() {
    return failures;
  }

  @Override
  public @Nullable PoolStatistics pool() {
    SqlPool current = pool;
    return current == null ? null : current.statistics();
  }
}
