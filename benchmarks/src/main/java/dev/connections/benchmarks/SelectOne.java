package dev.connections.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Scanner;
import javax.sql.DataSource;

/** One JVM that borrows a connection, asks {@code SELECT 1} and gives the connection back. */
final class SelectOne {

  private static final int POOL = 4;
  private static final int WARM_UP = 100_000;
  private static final int BLOCK_WARM_UP = 100;
  private static final int BLOCK = 400;
  static final String READY = "ready";
  private static final Operation SELECT = Operation.read("select-one");

  private interface Call {
    void run() throws SQLException;
  }

  private SelectOne() {}

  /**
   * Measures when it is told to, because it takes turns with others.
   *
   * @param arguments the URL of the database, and {@code raw}, {@code client} or {@code run}
   */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    switch (arguments[1]) {
      case "raw" -> raw(url);
      case "client" -> ours(url, connection -> () -> ask(connection.client()));
      case "run" -> ours(url, connection -> () -> connection.run(SELECT, SelectOne::ask));
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void raw(String url) throws SQLException {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(POOL);
    try (HikariDataSource pool = new HikariDataSource(settings)) {
      measure(() -> ask(pool));
    }
  }

  private interface Use {
    Call of(SqlConnection connection);
  }

  private static void ours(String url, Use use) throws SQLException {
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "benchmark.yaml",
            """
            connections:
              orders:
                type: PostgreSql
                url: %s
                username: postgres
                pool: { maxSize: %d }
            """
                .formatted(url.substring(0, url.indexOf('?')), POOL));
    ConnectionProvider provider =
        Connections.builder()
            .configuration(configuration)
            .types(SqlConnectionTypes.source())
            .open();
    try {
      measure(use.of(provider.get("orders", SqlConnection.class)));
    } finally {
      provider.close(Duration.ofSeconds(1));
    }
  }

  private static void ask(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      ask(connection);
    }
  }

  private static void ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      if (!rows.next()) {
        throw new IllegalStateException("No row");
      }
    }
  }

  /** Prints {@link #READY} once it is warm, and the microseconds of a block for each line read. */
  private static void measure(Call call) throws SQLException {
    run(call, WARM_UP);
    System.out.println(READY);
    try (Scanner turns = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (turns.hasNextLine()) {
        turns.nextLine();
        run(call, BLOCK_WARM_UP); // the processor's caches held what another JVM needed
        long begin = System.nanoTime();
        run(call, BLOCK);
        System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - begin) / 1e3 / BLOCK);
      }
    }
  }

  private static void run(Call call, int times) throws SQLException {
    for (int i = 0; i < times; i++) {
      call.run();
    }
  }
}
