package startup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.functions.CheckedSupplier;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A pool that is configured in a file, with bulkhead, circuit breaker and retry around each call. */
public final class Main {

  private Main() {}

  /**
   * Prints what {@code SELECT 1} gives.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws Throwable {
    Map<?, ?> file =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of(arguments[0])));
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl((String) file.get("url"));
    settings.setUsername((String) file.get("username"));
    settings.setMaximumPoolSize(number(file, "pool", "maxSize"));
    try (HikariDataSource pool = new HikariDataSource(settings)) {
      System.out.println(guarded(file, () -> selectOne(pool)).get());
    }
  }

  private static CheckedSupplier<Integer> guarded(Map<?, ?> file, CheckedSupplier<Integer> work) {
    Bulkhead bulkhead =
        Bulkhead.of(
            "orders",
            BulkheadConfig.custom()
                .maxConcurrentCalls(number(file, "bulkhead", "maxConcurrent"))
                .build());
    CircuitBreaker circuit =
        CircuitBreaker.of(
            "orders",
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    number(file, "circuit", "window"),
                    number(file, "circuit", "minimumCalls"),
                    SlidingWindowType.TIME_BASED)
                .build());
    Retry retry =
        Retry.of(
            "orders",
            RetryConfig.custom()
                .maxAttempts(number(file, "retry", "maxAttempts"))
                .ignoreExceptions(BulkheadFullException.class)
                .build());
    return Retry.decorateCheckedSupplier(
        retry,
        Bulkhead.decorateCheckedSupplier(
            bulkhead, CircuitBreaker.decorateCheckedSupplier(circuit, work)));
  }

  private static int number(Map<?, ?> file, String part, String name) {
    return (Integer) ((Map<?, ?>) file.get(part)).get(name);
  }

  private static int selectOne(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
