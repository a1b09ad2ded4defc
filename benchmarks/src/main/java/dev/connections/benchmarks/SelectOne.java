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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** One JVM that borrows a connection, asks {@code SELECT 1} and gives the connection back. */
final class SelectOne {

  private static final int WARM_UP = 100_000;
  private static final int BLOCK_WARM_UP = 100;
  static final String READY = "ready";
  private static final Operation SELECT = Operation.read("select-one");

  private interface Call {
    int run() throws SQLException;
  }

  private final SelectThreads threads;
  private final ExecutorService executor;

  private SelectOne(SelectThreads threads) throws ReflectiveOperationException {
    this.threads = threads;
    this.executor =
        threads.virtual()
            ? virtualThreads()
            : Executors.newFixedThreadPool(
                threads.count(),
                task -> {
                  Thread thread = new Thread(task);
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** What Java 17, for which this is compiled, does not have. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /**
   * Measures when it is told to, because it takes turns with others.
   *
   * @param arguments the URL of the database; {@code raw}, {@code client} or {@code execute}; and
   *     {@link SelectThreads#argument}
   */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    SelectOne one = new SelectOne(SelectThreads.parse(arguments[2]));
    switch (arguments[1]) {
      case "raw" -> one.raw(url);
      case "client" -> one.ours(url, connection -> () -> ask(connection.client()));
      case "execute" ->
          one.ours(url, connection -> () -> connection.execute(SELECT, jdbc -> ask(jdbc)));
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private void raw(String url) throws Exception {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(threads.pool());
    try (HikariDataSource pool = new HikariDataSource(settings)) {
      measure(() -> ask(pool));
    }
  }

  private interface Use {
    Call of(SqlConnection connection);
  }

  private void ours(String url, Use use) throws Exception {
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
                bulkhead: { maxWaiting: %d } # HikariCP rejects nobody, either
            """
                .formatted(url.substring(0, url.indexOf('?')), threads.pool(), threads.count()));
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

  private static int ask(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return ask(connection);
    }
  }

  private static int ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      if (!rows.next()) {
        throw new IllegalStateException("No row");
      }
      return rows.getInt(1);
    }
  }

  /** Prints {@link #READY} once it is warm, and the microseconds a call for each line read. */
  private void measure(Call call) throws Exception {
    run(call, WARM_UP / threads.count());
    System.out.println(READY);
    int times = threads.callsInTurn();
    try (Scanner turns = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (turns.hasNextLine()) {
        turns.nextLine();
        // The processor's caches held what another JVM needed.
        run(call, BLOCK_WARM_UP / Math.min(threads.count(), 10));
        long begin = System.nanoTime();
        run(call, times);
        System.out.printf(
            Locale.ROOT, "%.3f%n", (System.nanoTime() - begin) / 1e3 / times / threads.count());
      }
    }
  }

  /** Lets each thread make so many calls, and waits for all. */
  private void run(Call call, int times) throws Exception {
    if (threads.count() == 1 && !threads.virtual()) {
      repeat(call, times);
      return;
    }
    List<Callable<Integer>> tasks = Collections.nCopies(threads.count(), () -> repeat(call, times));
    for (Future<Integer> done : executor.invokeAll(tasks)) {
      done.get();
    }
  }

  private static int repeat(Call call, int times) throws SQLException {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += call.run();
    }
    return sum;
  }
}
