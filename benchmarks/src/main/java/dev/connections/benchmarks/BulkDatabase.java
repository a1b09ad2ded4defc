package dev.connections.benchmarks;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A database with an empty table, through a driver by itself and through ours. */
final class BulkDatabase implements AutoCloseable {

  static final Operation LOAD = Operation.nonIdempotent("load").deadline(Duration.ofMinutes(10));
  static final Operation EXPORT = Operation.read("export").deadline(Duration.ofMinutes(10));

  private static final String INSERT = "INSERT INTO bulk (id, item) VALUES (?, ?)";
  private static final String SELECT = "SELECT id, item FROM bulk";
  private static final int CHUNK = 1_000;
  private static final int FETCH = 500;

  private final Connection driver;
  private final ConnectionProvider provider;
  private final SqlConnection ours;

  /**
   * Opens both.
   *
   * @param settings of our connection, without its name
   */
  BulkDatabase(String driverUrl, String settings) throws SQLException {
    this.driver = DriverManager.getConnection(driverUrl);
    this.provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "benchmark.yaml",
                    "connections:\n  bulk: { " + settings + ", pool: { maxSize: 1 } }\n"))
            .types(SqlConnectionTypes.source())
            .open();
    this.ours = provider.get("bulk", SqlConnection.class);
    try (Statement statement = driver.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS bulk (id INT, item VARCHAR(100))");
    }
  }

  Connection driver() {
    return driver;
  }

  SqlConnection ours() {
    return ours;
  }

  static String item(int id) {
    return "item number " + id + " of many";
  }

  /** Empties the table, which is not measured. */
  void clear() throws SQLException {
    try (Statement statement = driver.createStatement()) {
      statement.execute("TRUNCATE TABLE bulk");
    }
  }

  long batchByHand(int rows) throws SQLException {
    driver.setAutoCommit(false);
    try (PreparedStatement statement = driver.prepareStatement(INSERT)) {
      for (int id = 1; id <= rows; id++) {
        statement.setInt(1, id);
        statement.setString(2, item(id));
        statement.addBatch();
        if (id % CHUNK == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
      driver.commit();
    } finally {
      driver.setAutoCommit(true);
    }
    return rows;
  }

  long batchOurs(int rows) {
    return ours.<Integer>batch(
        LOAD,
        INSERT,
        () -> IntStream.rangeClosed(1, rows).iterator(),
        (statement, id) -> {
          statement.setInt(1, id);
          statement.setString(2, item(id));
        });
  }

  long streamByHand(int rows) throws SQLException {
    driver.setAutoCommit(false);
    long count = 0;
    try (PreparedStatement statement = driver.prepareStatement(SELECT)) {
      statement.setFetchSize(FETCH);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          count += found.getInt(1) > 0 && found.getString(2) != null ? 1 : 0;
        }
      }
      driver.commit();
    } finally {
      driver.setAutoCommit(true);
    }
    return count;
  }

  long streamOurs(int rows) {
    return ours.<Boolean, Long>stream(
        EXPORT,
        SELECT,
        row -> row.getInt(1) > 0 && row.getString(2) != null,
        (Stream<Boolean> found) -> found.filter(each -> each).count());
  }

  @Override
  public void close() throws SQLException {
    provider.close(Duration.ofSeconds(1));
    driver.close();
  }
}
