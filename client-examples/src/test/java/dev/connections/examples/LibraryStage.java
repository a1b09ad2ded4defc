package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.CircuitOpenException;
import dev.connections.monitoring.OperationStatistics;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A database of its own on a real PostgreSQL server, and a connection to it with a pool of four.
 */
final class LibraryStage implements AutoCloseable {

  private static final int POOL = 4;
  private static final AtomicInteger MADE = new AtomicInteger();

  private final ConnectionProvider provider;
  private final SqlConnection orders;

  private LibraryStage(ConnectionProvider provider) {
    this.provider = provider;
    this.orders = provider.get("orders-db", SqlConnection.class);
  }

  static LibraryStage open() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String database = "library_" + MADE.incrementAndGet();
    server.asSuperuser("CREATE DATABASE " + database + " OWNER app");
    return new LibraryStage(
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                        "test",
                        """
                        connections:
                          orders-db:
                            type: PostgreSql
                            url: jdbc:postgresql://localhost:%d/%s
                            username: app
                            password: ${env:DB_PASSWORD}
                            pool: { maxSize: %d }
                            timeouts: { acquire: 300ms }
                        """
                            .formatted(server.port(), database, POOL))
                    .environment(Map.of("DB_PASSWORD", PostgresServer.PASSWORD)))
            .types(SqlConnectionTypes.source())
            .open());
  }

  DataSource client() {
    return orders.client();
  }

  SqlConnection orders() {
    return orders;
  }

  void run(String sql) {
    orders.update(Operation.idempotent("prepare"), sql);
  }

  List<String> column(String sql) {
    return orders.query(Operation.read("look"), sql, row -> row.getString(1));
  }

  OperationStatistics operations() {
    return orders.snapshot().operations();
  }

  /**
   * What the library does is counted, waits no longer than the acquire timeout for a permit, and is
   * rejected while nothing must be sent.
   */
  void assertGuarded(ThrowingCallable use) throws Exception {
    assertIdle();
    long before = operations().succeeded();
    assertThat(catchThrowable(use)).isNull();
    assertIdle();
    assertThat(operations().succeeded()).isGreaterThan(before);

    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      all.add(client().getConnection());
    }
    assertThat(causes(catchThrowable(use)))
        .hasAtLeastOneElementOfType(AcquireTimeoutException.class);
    for (Connection each : all) {
      each.close();
    }

    String endpoint = orders.snapshot().endpoints().get(0).name();
    provider.control("orders-db").isolate(endpoint, Duration.ofMinutes(1), "a test");
    assertThat(causes(catchThrowable(use))).hasAtLeastOneElementOfType(CircuitOpenException.class);
    provider.control("orders-db").resetCircuit(endpoint, "a test");
    assertThat(catchThrowable(use)).isNull();
    assertIdle();
  }

  /** What was taken was given back. */
  void assertIdle() {
    Await.until("all connections are given back", () -> operations().inFlight() == 0);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && !causes.contains(each); each = each.getCause()) {
      causes.add(each);
      if (each instanceof SQLException sql && sql.getNextException() != null) {
        causes.add(sql.getNextException());
      }
    }
    return causes;
  }

  @Override
  public void close() {
    assertIdle();
    provider.close();
  }
}
