package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.testsupport.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * T14. A statement is cancelled just as it ends, and its connection is lent to somebody else, whose
 * statement must not be hit.
 *
 * <p>HikariCP: a pool of one; another thread calls {@code Statement.cancel}, as a watchdog of one's
 * own does. Connections: a pool of one, and deadlines about as long as the statements.
 */
final class CancelledNeighbour implements Trap {

  private static final int ROUNDS = 40;

  @Override
  public String id() {
    return "T14";
  }

  @Override
  public String title() {
    return "a late cancel hits the next borrower";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, CancelledNeighbour::hikari,
        Contestant.CONNECTIONS, CancelledNeighbour::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    int cancelled = 0;
    int victims = 0;
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 1, Duration.ofSeconds(5))) {
      for (int i = 0; i < ROUNDS; i++) {
        Crowd watchdog;
        try (Connection jdbc = pool.getConnection();
            Statement statement = jdbc.createStatement()) {
          watchdog =
              Crowd.one(
                  () -> {
                    Await.pass(Duration.ofMillis(10));
                    statement.cancel();
                    return true;
                  });
          try {
            statement.execute("select pg_sleep(0.011)");
          } catch (SQLException hit) {
            cancelled++;
          }
        }
        victims += innocent(() -> Sql.execute(pool, "select pg_sleep(0.02)"));
        watchdog.await(Duration.ofSeconds(2));
      }
    }
    return verdict(cancelled, victims);
  }

  private static Verdict connections(Peers peers) throws Exception {
    int cancelled = 0;
    int victims = 0;
    Operation limited = Operation.read("limited").deadline(Duration.ofMillis(20));
    try (Ours ours = Ours.sql(peers.postgres().port(), "pool: {maxSize: 1}")) {
      ours.sql().connect();
      for (int i = 0; i < ROUNDS; i++) {
        // The watchdog looks every 50 ms: lengths around that are those that race with it.
        String statement = "select pg_sleep(" + (0.030 + i % 20 * 0.002) + ")";
        try {
          ours.sql().run(limited, jdbc -> Sql.execute(jdbc, statement));
        } catch (ConnectionException late) {
          cancelled++;
        }
        victims +=
            innocent(() -> ours.sql().run(jdbc -> Sql.execute(jdbc, "select pg_sleep(0.01)")));
      }
    }
    return verdict(cancelled, victims);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static int innocent(Work work) {
    try {
      work.run();
      return 0;
    } catch (Exception hit) {
      return 1;
    }
  }

  private static Verdict verdict(int cancelled, int victims) {
    return Verdict.of(
        victims == 0, "%d of %d cancelled, %d innocent ones hit", cancelled, ROUNDS, victims);
  }
}
