package dev.connections.outside;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/** HikariCP at its defaults, but for the size and the time for which ours waits, too. */
final class RawPool implements Contestant<DataSource> {

  private static final Duration ACQUIRE = Duration.ofSeconds(5);

  private final HikariDataSource pool;

  RawPool(String url, String user, int size) {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url);
    configuration.setUsername(user);
    configuration.setMaximumPoolSize(size);
    configuration.setConnectionTimeout(ACQUIRE.toMillis());
    this.pool = new HikariDataSource(configuration);
  }

  @Override
  public DataSource client() {
    return pool;
  }

  @Override
  public int inUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public void close() {
    pool.close();
  }
}
