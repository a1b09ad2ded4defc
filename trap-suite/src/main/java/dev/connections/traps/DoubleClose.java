package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.sql.SqlLease;
import dev.connections.testsupport.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T17. Four threads close the same borrowed connection at once, and use it afterwards. It holds if
 * the pool still has one connection to lend, not two, and use after close is refused.
 *
 * <p>HikariCP and Connections: a pool of one at its defaults.
 */
final class DoubleClose implements Trap {

  private static final int ROUNDS = 200;
  private static final int CLOSERS = 4;

  @Override
  public String id() {
    return "T17";
  }

  @Override
  public String title() {
    return "a second close gives a connection back twice";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict hikari() throws Exception {
    try (HikariDataSource pool =
        Sql.hikari("jdbc:h2:mem:double-close", 1, Duration.ofMillis(250))) {
      int used = 0;
      for (int i = 0; i < ROUNDS; i++) {
        Connection jdbc = pool.getConnection();
        closeTogether(jdbc);
        used += isUsable(jdbc) ? 1 : 0;
      }
      return verdict(lendable(pool::getConnection), used);
    }
  }

  private static Verdict connections() throws Exception {
    try (Ours ours =
        Ours.of(
            Ours.entry(
                "db",
                "H2",
                "url: jdbc:h2:mem:double-close-ours",
                "pool: {maxSize: 1}",
                "timeouts: {acquire: 250ms}"))) {
      int used = 0;
      for (int i = 0; i < ROUNDS; i++) {
        SqlLease lease = ours.sql().lease(Operation.read("look"));
        Connection jdbc = lease.resource();
        closeTogether(lease);
        used += isUsable(jdbc) ? 1 : 0;
      }
      return verdict(lendable(() -> ours.sql().lease(Operation.read("look"))), used);
    }
  }

  private static void closeTogether(AutoCloseable closeable) throws InterruptedException {
    Crowd.run(
        CLOSERS,
        Duration.ofSeconds(5),
        () -> {
          closeable.close();
          return true;
        });
  }

  private static boolean isUsable(Connection jdbc) {
    try {
      Sql.execute(jdbc, "select 1");
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private interface Lender {
    AutoCloseable lend() throws Exception;
  }

  private static int lendable(Lender lender) throws InterruptedException {
    AtomicInteger lent = new AtomicInteger();
    List<Crowd.Fate> fates =
        Crowd.run(
            2,
            Duration.ofSeconds(5),
            () -> {
              AutoCloseable borrowed = lender.lend();
              lent.incrementAndGet();
              Await.pass(Duration.ofMillis(1500)); // longer than the other one waits, by far
              borrowed.close();
              return true;
            });
    return Math.min(lent.get(), fates.size());
  }

  private static Verdict verdict(int lent, int used) {
    return Verdict.of(
        lent == 1 && used == 0,
        "after %d rounds of %d closes %d of 1 can be lent, and %d were usable after close",
        ROUNDS,
        CLOSERS,
        lent,
        used);
  }
}
