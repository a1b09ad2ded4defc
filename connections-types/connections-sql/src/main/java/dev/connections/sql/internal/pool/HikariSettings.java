package dev.connections.sql.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.connections.spi.DaemonThreadFactory;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import dev.connections.sql.SqlPoolSettings;
import java.time.Duration;
import javax.sql.DataSource;

/** HikariCP's settings, made from ours so that it finds nothing to change. */
public final class HikariSettings {

  /** The shortest time that HikariCP accepts for getting or trying a connection. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

  private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(30);

  private HikariSettings() {}

  public static HikariConfig of(
      String name,
      SqlPoolSettings pool,
      Timeouts timeouts,
      DataSource physical,
      SQLExceptionOverride eviction) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setThreadFactory(DaemonThreadFactory.numbered("connections-" + name + "-pool"));
    // Address and password stay out of HikariCP, which prints its settings and knows DriverManager.
    hikari.setDataSource(physical);
    hikari.setExceptionOverride(eviction);
    // Each loan sets read-only by itself, and HikariCP would tell only the driver.
    hikari.setMaximumPoolSize(pool.maxSize());
    hikari.setMinimumIdle(minIdle(pool));
    hikari.setMaxLifetime(pool.maxLifetime().toMillis());
    hikari.setKeepaliveTime(keepalive(pool).toMillis());
    hikari.setIdleTimeout(idleTimeout(pool).toMillis());
    hikari.setLeakDetectionThreshold(pool.leakThreshold().orElse(Duration.ZERO).toMillis());
    hikari.setConnectionTimeout(atLeastShortest(timeouts.acquire()));
    hikari.setValidationTimeout(atLeastShortest(timeouts.health()));
    // The first connection is there already; making it once more is not worth waiting for.
    hikari.setInitializationFailTimeout(1);
    hikari.setRegisterMbeans(false);
    return hikari;
  }

  /**
   * Limits that are shorter are kept by the deadlines; HikariCP would take 30 s and 5 s instead.
   */
  private static long atLeastShortest(Duration limit) {
    long shortest = SHORTEST_TIMEOUT.toMillis();
    long longest = Integer.MAX_VALUE;
    return limit.compareTo(Duration.ofMillis(longest)) > 0
        ? longest
        : Math.max(shortest, limit.toMillis());
  }

  private static int minIdle(SqlPoolSettings pool) {
    return pool.minIdle().orElse(pool.maxSize());
  }

  static Duration keepalive(SqlPoolSettings pool) {
    Duration half = sooner(Duration.ofMinutes(2), pool.maxLifetime().dividedBy(2));
    return pool.keepalive().orElse(half.compareTo(SHORTEST_KEEPALIVE) < 0 ? Duration.ZERO : half);
  }

  /** Zero for a pool of fixed size, where HikariCP warns of anything else. */
  private static Duration idleTimeout(SqlPoolSettings pool) {
    if (minIdle(pool) >= pool.maxSize()) {
      return Duration.ZERO;
    }
    return pool.idleTimeout()
        .orElse(sooner(Duration.ofMinutes(10), pool.maxLifetime().dividedBy(2)));
  }

  private static Duration sooner(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
