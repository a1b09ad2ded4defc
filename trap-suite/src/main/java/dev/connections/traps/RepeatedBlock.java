package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.TransactionOptions;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T47. A transaction's block adds a ticket to a list that was made outside of it, as an object
 * mapper's session does, and writes the list; its first run ends with 40001.
 *
 * <p>Resilience4j and Failsafe: their default retry around the whole transaction. Connections:
 * {@code inTransaction}, which does not repeat a block unless it is declared repeatable; that
 * declaration comes with the SQL module's depth. It holds if there is never more than one row.
 */
final class RepeatedBlock implements Trap {

  @Override
  public String id() {
    return "T47";
  }

  @Override
  public String title() {
    return "a repeated block finds what its first run left in memory";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J,
            peers ->
                peer(
                    peers,
                    block ->
                        Retry.ofDefaults("ticket")
                            .executeCallable(
                                () -> {
                                  block.run();
                                  return true;
                                })),
        Contestant.FAILSAFE,
            peers -> peer(peers, block -> Failsafe.with(RetryPolicy.ofDefaults()).run(block::run)),
        Contestant.CONNECTIONS, RepeatedBlock::connections);
  }

  private interface Block {
    void run() throws Exception;
  }

  private interface Policy {
    void run(Block block) throws Exception;
  }

  private static Verdict peer(Peers peers, Policy policy) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    List<Integer> tickets = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    try (HikariDataSource pool = Sql.hikari(postgres.url(), 1, Duration.ofSeconds(5))) {
      policy.run(
          () -> {
            try (Connection jdbc = pool.getConnection()) {
              jdbc.setAutoCommit(false);
              write(jdbc, table, tickets, runs);
              jdbc.commit();
            }
          });
    }
    return Verdict.of(
        postgres.count(table) == 1, "rows: %d after %d runs", postgres.count(table), runs.get());
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    List<Integer> tickets = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    boolean told = false;
    try (Ours ours = Ours.sql(postgres.port())) {
      ours.sql()
          .runInTransaction(
              dev.connections.Operation.nonIdempotent("ticket"),
              TransactionOptions.serializable(),
              jdbc -> write(jdbc, table, tickets, runs));
    } catch (TransientConnectionException conflict) {
      told = true;
    }
    int rows = postgres.count(table);
    return Verdict.of(
        told && rows == 0 && runs.get() == 1,
        "rows: %d after %d run, TransientConnectionException %s",
        rows,
        runs.get(),
        told ? "thrown" : "missing");
  }

  private static void write(
      Connection jdbc, String table, List<Integer> tickets, AtomicInteger runs)
      throws SQLException {
    tickets.add(4711);
    for (int ticket : tickets) {
      Sql.execute(jdbc, "insert into " + table + " values (" + ticket + ")");
    }
    if (runs.incrementAndGet() == 1) {
      Sql.execute(
          jdbc,
          "do $$ begin raise exception 'made by the scenario' using errcode = '40001'; end $$");
    }
  }
}
