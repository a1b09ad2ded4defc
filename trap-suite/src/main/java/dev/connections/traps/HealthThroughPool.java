package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.sql.SqlLease;
import dev.connections.testsupport.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * T19. A health check while every connection is lent, somebody waits, and the database is well.
 *
 * <p>HikariCP: the usual check, which borrows and asks {@code isValid}, with a {@code
 * connectionTimeout} of 1 s. Connections: {@code checkHealth}, defaults. It holds if the answer
 * comes within 50 ms and is not that the database is down.
 */
final class HealthThroughPool implements Trap {

  @Override
  public String id() {
    return "T19";
  }

  @Override
  public String title() {
    return "a health check queues in the pool and says down";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, HealthThroughPool::hikari,
        Contestant.CONNECTIONS, HealthThroughPool::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 1, Duration.ofSeconds(1));
        Connection held = pool.getConnection()) {
      Crowd.one(pool::getConnection);
      Await.within(
          Duration.ofSeconds(1),
          () -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      long begun = System.nanoTime();
      boolean up = isUp(pool);
      long millis = Crowd.millisSince(begun);
      return Verdict.of(
          up && held.isValid(1), "%s after %d ms, database well", up ? "UP" : "DOWN", millis);
    }
  }

  static boolean isUp(HikariDataSource pool) {
    try (Connection jdbc = pool.getConnection()) {
      return jdbc.isValid(1);
    } catch (SQLException down) {
      return false;
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    try (Ours ours = Ours.sql(peers.postgres().port(), "pool: {maxSize: 1}")) {
      ours.sql().connect();
      try (SqlLease held = ours.sql().lease(Operation.read("held"))) {
        held.resource().isReadOnly();
        Crowd waiter = Crowd.one(() -> ours.sql().execute(Connection::isReadOnly));
        Await.within(
            Duration.ofSeconds(1), () -> ours.sql().snapshot().operations().waiting() == 1);
        long begun = System.nanoTime();
        Health health = ours.sql().checkHealth();
        long millis = Crowd.millisSince(begun);
        held.close();
        waiter.await(Duration.ofSeconds(5));
        return Verdict.of(
            health.status() == HealthStatus.DEGRADED && millis < 50,
            "%s after %d ms",
            health.status(),
            millis);
      }
    }
  }
}
