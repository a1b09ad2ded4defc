package dev.connections.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.connections.spi.DaemonThreadFactory;
import dev.connections.spi.settings.ConnectionSettings.Timeouts;
import java.time.Duration;
import javax.sql.DataSource;

/** HikariCP's settings, made from ours so that it finds nothing to change. */
final class HikariSettings {

  private HikariSettings() {}

  static HikariConfig of(
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
    hikari.setMinimumIdle(PoolRules.minIdle(pool));
    hikari.setMaxLifetime(pool.maxLifetime().toMillis());
    hikari.setKeepaliveTime(PoolRules.keepalive(pool).toMillis());
    hikari.setIdleTimeout(PoolRules.idleTimeout(pool).toMillis());
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
    long shortest = PoolRules.SHORTEST_TIMEOUT.toMillis();
    long longest = Integer.MAX_VALUE;
    return limit.compareTo(Duration.ofMillis(longest)) > 0
        ? longest
        : Math.max(shortest, limit.toMillis());
  }
}
