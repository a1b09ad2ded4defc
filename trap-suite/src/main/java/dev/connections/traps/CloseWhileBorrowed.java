package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.CloseReport;
import dev.connections.testsupport.Await;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;

/**
 * T16. Something closes while one thread is in a transaction of one second and another waits for
 * its connection. It holds if the transaction is committed and the waiter wakes at once.
 *
 * <p>HikariCP: {@code close}, and a {@code connectionTimeout} of 3 s. Connections: {@code close}
 * with 5 s to drain, and an acquire timeout of 3 s.
 */
final class CloseWhileBorrowed implements Trap {

  @Override
  public String id() {
    return "T16";
  }

  @Override
  public String title() {
    return "closing kills borrowers and forgets waiters";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, CloseWhileBorrowed::hikari,
        Contestant.CONNECTIONS, CloseWhileBorrowed::connections);
  }

  private static void transact(Connection jdbc, String table) throws Exception {
    Sql.execute(jdbc, Sql.insert(table));
    Sql.execute(jdbc, "select pg_sleep(1)");
  }

  private static Verdict hikari(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    HikariDataSource pool = Sql.hikari(postgres.url(), 1, Duration.ofSeconds(3));
    Crowd borrower =
        Crowd.one(
            () -> {
              try (Connection jdbc = pool.getConnection()) {
                jdbc.setAutoCommit(false);
                transact(jdbc, table);
                jdbc.commit();
              }
              return true;
            });
    Await.within(
        Duration.ofSeconds(3), () -> pool.getHikariPoolMXBean().getActiveConnections() == 1);
    Crowd waiter = Crowd.one(pool::getConnection);
    Await.within(
        Duration.ofSeconds(3),
        () -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
    long begun = System.nanoTime();
    pool.close();
    return verdict(Crowd.millisSince(begun), borrower, waiter, postgres, table);
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    try (Ours ours = Ours.sql(postgres.port(), "pool: {maxSize: 1}", "timeouts: {acquire: 3s}")) {
      ours.sql().connect();
      Crowd borrower =
          Crowd.one(
              () -> {
                ours.sql().runInTransaction(jdbc -> transact(jdbc, table));
                return true;
              });
      Await.within(Duration.ofSeconds(3), () -> ours.sql().snapshot().operations().inFlight() == 1);
      Crowd waiter = Crowd.one(() -> ours.sql().execute(Connection::isReadOnly));
      Await.within(Duration.ofSeconds(3), () -> ours.sql().snapshot().operations().waiting() == 1);
      long begun = System.nanoTime();
      CloseReport report = ours.provider().close(Duration.ofSeconds(5));
      Verdict verdict = verdict(Crowd.millisSince(begun), borrower, waiter, postgres, table);
      return report.isClean() ? verdict : Verdict.of(false, "%s", report);
    }
  }

  private static Verdict verdict(
      long closed, Crowd borrower, Crowd waiter, PostgresPeer postgres, String table)
      throws Exception {
    Crowd.Fate woken = waiter.await(Duration.ofSeconds(10)).get(0);
    Crowd.Fate borrowed = borrower.await(Duration.ofSeconds(10)).get(0);
    int rows = postgres.count(table);
    boolean atOnce = woken.millis() < 1_000;
    return Verdict.of(
        rows == 1 && borrowed.isSuccess() && atOnce,
        "closed in %d ms; borrower: %s, rows: %d; waiter: %s after %d ms",
        closed,
        borrowed.isSuccess() ? "committed" : Sql.state(borrowed.failure()),
        rows,
        Sql.name(woken.failure()),
        woken.millis());
  }
}
