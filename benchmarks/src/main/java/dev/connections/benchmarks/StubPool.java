package dev.connections.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A real HikariCP pool of stub connections, and the call that all alternatives make. */
final class StubPool implements AutoCloseable {

  /**
   * Four times the most threads of a measurement, so that no thread waits. With as many as threads,
   * HikariCP itself is measured: a thread whose last connection another one has taken looks through
   * all, and meanwhile whoever returns one yields the processor (requite in HikariCP's
   * ConcurrentBag).
   */
  static final int SIZE = 64;

  private final HikariDataSource pool;

  StubPool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(new StubDataSource());
    config.setMaximumPoolSize(SIZE);
    pool = new HikariDataSource(config);
  }

  /**
   * Borrows a connection and returns it.
   *
   * @return the connection, which must not be used any more: for the benchmark to consume
   */
  Connection borrowAndReturn() throws SQLException {
    Connection connection = pool.getConnection();
    connection.close();
    return connection;
  }

  @Override
  public void close() {
    pool.close();
  }
}
