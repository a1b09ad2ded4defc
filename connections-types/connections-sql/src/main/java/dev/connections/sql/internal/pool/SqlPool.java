package dev.connections.sql.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.connections.Deadline;
import dev.connections.failure.Phase;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.failure.SqlStateFailures;
import dev.connections.sql.internal.failure.TimeLimitException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A HikariCP pool that lends for as long as a deadline allows. No one queues in it: permits are
 * limited to its size before, so who waits here waits for a connection to be made. Thread-safe.
 */
public final class SqlPool implements Lender, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SqlPool.class);

  /**
   * So long closing is waited for: HikariCP and {@link Closings} wait for a second each where a
   * driver hangs, and all of an endpoint has two.
   */
  private static final Duration CLOSING = Duration.ofMillis(1_500);

  /** Shut down, crashed: all sessions ended with it. */
  private static final Set<String> SERVER_ENDS = Set.of("57P01", "57P02", "90098", "90121");

  /** How often who waits looks whether there is a point in it. */
  private static final int LOOK_MILLIS = 100;

  /** So long before the deadline a known reason is told, which the deadline would hide. */
  private static final int ANSWER_MILLIS = 40;

  private final SqlDialect dialect;
  private final SqlStateFailures failures;
  private final PhysicalConnections physical;
  private final HikariDataSource hikari;
  private final HikariPool pool;
  private final int maximum;
  private final Discards discards;
  private final FetchSizes fetchSizes;
  private final StatementTexts texts;

  private SqlPool(
      SqlDialect dialect,
      SqlStateFailures failures,
      PhysicalConnections physical,
      HikariDataSource hikari) {
    this.dialect = dialect;
    this.failures = failures;
    this.physical = physical;
    this.hikari = hikari;
    this.maximum = hikari.getMaximumPoolSize();
    this.discards = new Discards(hikari.getPoolName(), System::nanoTime);
    this.fetchSizes = new FetchSizes(dialect, hikari.getPoolName());
    this.texts = new StatementTexts(dialect);
    // The data source itself waits for one configured time only; the pool below it for any.
    this.pool = (HikariPool) hikari.getHikariPoolMXBean();
  }

  /** Opens a pool and makes its first connection. What it throws has left nothing open. */
  public static SqlPool open(
      SqlDialect dialect,
      SqlStateFailures failures,
      PhysicalConnections physical,
      HikariConfig configuration)
      throws Exception {
    try {
      return new SqlPool(dialect, failures, physical, new HikariDataSource(configuration));
    } catch (PoolInitializationException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /**
   * Borrows a connection; waits if one has to be made. Looks now and then whether there is a point
   * in waiting: HikariCP itself waits to the end, and says only then why there is no connection.
   */
  public Loan borrow(Deadline deadline, LoanListener listener) throws SQLException {
    while (true) {
      int left = deadline.remainingMillis();
      // A look that ends with the deadline would leave no time to tell what is known.
      int look = left > ANSWER_MILLIS ? Math.min(left - ANSWER_MILLIS, LOOK_MILLIS) : left;
      try {
        Connection pooled = pool.getConnection(look);
        Connection driver = physical(pooled).driver();
        String outdated = dialect.outdated(driver);
        if (outdated == null) {
          return new Loan(this, pooled, driver, listener);
        }
        takeBack(pooled, outdated);
        evictAll();
        if (deadline.isExpired()) {
          throw new SQLTransientConnectionException(outdated);
        }
      } catch (SQLTransientConnectionException nothingYet) {
        SQLException known = physical.lastFailure();
        left = deadline.remainingMillis();
        if (known != null && isEnough(known, left)) {
          throw new SQLException(
              known.getMessage(), known.getSQLState(), known.getErrorCode(), known);
        }
        if (left <= 0 || !hikari.isRunning()) {
          throw nothingYet;
        }
      }
    }
  }

  /** What a server that comes back would mend is worth waiting for. */
  private boolean isEnough(SQLException known, int left) {
    if (known instanceof TimeLimitException) {
      return false;
    }
    FailureClassification meaning = failures.classify(known, Phase.CONNECT);
    return meaning != null
        && (left <= ANSWER_MILLIS
            || meaning.kind() == Kind.AUTHENTICATION
            || meaning.kind() == Kind.PERMANENT);
  }

  /** Whether what failed so may succeed on another connection, a moment later. */
  public boolean mayHelp(SQLException failure) {
    FailureClassification meaning = failures.classify(failure, Phase.RECEIVE);
    return meaning != null
        && meaning.kind() == Kind.TRANSIENT
        && (meaning.connectionLost() || meaning.phase().isBeforeSend());
  }

  private static PhysicalConnection physical(Connection pooled) throws SQLException {
    return pooled.unwrap(PhysicalConnection.class);
  }

  @Override
  public void takeBack(Connection pooled, @Nullable String unfit) {
    try {
      if (unfit == null) {
        pooled.close();
      } else {
        discards.add(unfit);
        physical(pooled).giveUp();
        hikari.evictConnection(pooled);
      }
    } catch (SQLException failure) {
      log.debug("{}: a connection was lost while it was given back", this, failure);
    }
  }

  /** A connection was lost; where that is the end of all of them, none is lent again. */
  void lost(SQLException failure) {
    String state = failure.getSQLState();
    if (failures.isStale(failure) || (state != null && SERVER_ENDS.contains(state))) {
      evictAll();
    }
  }

  /** The server answers, so what is missing is made at once. */
  public void hurry() {
    if (physical.hurry()) {
      // Who was woken has given up, so others are asked for, as many as the pool may hold.
      for (int wanted = 1; wanted <= maximum; wanted++) {
        pool.addBagItem(wanted);
      }
    }
  }

  /** Closes idle connections, and lent ones when they come back. */
  public void evictAll() {
    pool.softEvictConnections();
  }

  public PoolStatistics statistics() {
    return new PoolStatistics(
        maximum,
        pool.getTotalConnections(),
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        discards.count());
  }

  public SqlDialect dialect() {
    return dialect;
  }

  StatementTexts texts() {
    return texts;
  }

  FetchSizes fetchSizes() {
    return fetchSizes;
  }

  SqlStateFailures failures() {
    return failures;
  }

  @Override
  public void close() {
    physical.close();
    CountDownLatch closed = new CountDownLatch(1);
    SpareThreads.run(
        () -> {
          try {
            hikari.close();
            physical.awaitClosed();
          } finally {
            closed.countDown();
          }
        });
    try {
      if (!closed.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("{}: the pool is closed in the background, since a driver hangs", this);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** The name of the connection. */
  @Override
  public String toString() {
    return hikari.getPoolName();
  }
}
