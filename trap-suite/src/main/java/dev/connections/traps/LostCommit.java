package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.testing.FaultProxy;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * T3. The reply to COMMIT is lost; the server has committed.
 *
 * <p>HikariCP: a transaction on the raw pool; it holds if the failure can be told from that of a
 * lost INSERT, after which nothing is committed. Resilience4j and Failsafe: their default retry
 * around the whole transaction, which is where it belongs. Connections: {@code inTransaction}.
 */
final class LostCommit implements Trap {

  @Override
  public String id() {
    return "T3";
  }

  @Override
  public String title() {
    return "the answer to a commit is lost";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI,
        LostCommit::hikari,
        Contestant.RESILIENCE4J,
        peers ->
            retrying(
                peers,
                (pool, table) ->
                    Retry.ofDefaults("transfer")
                        .executeCallable(
                            () -> {
                              transact(pool, table);
                              return true;
                            })),
        Contestant.FAILSAFE,
        peers ->
            retrying(
                peers,
                (pool, table) ->
                    Failsafe.with(RetryPolicy.ofDefaults()).run(() -> transact(pool, table))),
        Contestant.CONNECTIONS,
        LostCommit::connections);
  }

  private interface Transaction {
    void on(DataSource pool, String table) throws Exception;
  }

  private static void transact(DataSource pool, String table) throws SQLException {
    try (Connection jdbc = pool.getConnection()) {
      jdbc.setAutoCommit(false);
      Sql.execute(jdbc, Sql.insert(table));
      jdbc.commit();
    }
  }

  private static Verdict hikari(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String undone = postgres.table();
    String done = postgres.table();
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 2, Duration.ofSeconds(5))) {
      proxy.dropReplyOnce(Sql.insert(undone));
      String insertLost = failureOf(pool, undone);
      proxy.dropReplyOnce("COMMIT");
      String commitLost = failureOf(pool, done);
      return Verdict.of(
          !insertLost.equals(commitLost),
          "%s for a lost INSERT (rows: %d), and for a lost COMMIT (rows: %d) %s",
          insertLost,
          postgres.count(undone),
          postgres.count(done),
          insertLost.equals(commitLost) ? "the same" : commitLost);
    }
  }

  private static String failureOf(DataSource pool, String table) {
    try {
      transact(pool, table);
      return "no failure";
    } catch (SQLException failure) {
      return failure.getClass().getSimpleName() + " " + failure.getSQLState();
    }
  }

  private static Verdict retrying(Peers peers, Transaction transaction) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        HikariDataSource pool =
            Sql.hikari(PostgresPeer.url(proxy.port()), 2, Duration.ofSeconds(5))) {
      proxy.dropReplyOnce("COMMIT");
      transaction.on(pool, table);
      int rows = postgres.count(table);
      return Verdict.of(rows == 1, "rows: %d", rows);
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        Ours ours = Ours.sql(proxy.port())) {
      ours.sql().connect();
      proxy.dropReplyOnce("COMMIT");
      @Nullable OutcomeUnknownException unknown = null;
      try {
        ours.sql()
            .runInTransaction(
                Operation.nonIdempotent("transfer"), jdbc -> Sql.execute(jdbc, Sql.insert(table)));
      } catch (OutcomeUnknownException lost) {
        unknown = lost;
      }
      int rows = postgres.count(table);
      return Verdict.of(
          rows == 1 && unknown != null,
          "rows: %d, %s in phase %s",
          rows,
          Sql.name(unknown),
          unknown == null ? "none" : String.valueOf(unknown.diagnosis().phase()));
    }
  }
}
