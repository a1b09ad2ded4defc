package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
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
import org.jspecify.annotations.Nullable;

/**
 * T2. A statement of a serialisable transaction fails with 40001, because another transaction
 * changed the row.
 *
 * <p>Resilience4j and Failsafe: their default retry around the statement, as a repository that is
 * annotated with it has it. Connections: the same statement in {@code inTransaction}, defaults.
 * HikariCP and OkHttp do not retry statements.
 */
final class RetryInTransaction implements Trap {

  @Override
  public String id() {
    return "T2";
  }

  @Override
  public String title() {
    return "a statement is retried inside its broken transaction";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J,
            peers ->
                peer(
                    peers,
                    statement ->
                        Retry.ofDefaults("update")
                            .executeCallable(
                                () -> {
                                  statement.execute();
                                  return true;
                                })),
        Contestant.FAILSAFE,
            peers ->
                peer(
                    peers,
                    statement -> Failsafe.with(RetryPolicy.ofDefaults()).run(statement::execute)),
        Contestant.CONNECTIONS, RetryInTransaction::connections);
  }

  private interface SqlWork {
    void execute() throws SQLException;
  }

  private interface Policy {
    void run(SqlWork statement) throws Exception;
  }

  private static Verdict peer(Peers peers, Policy policy) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    postgres.tell(Sql.insert(table));
    List<String> states = new ArrayList<>();
    try (HikariDataSource pool = Sql.hikari(postgres.url(), 1, Duration.ofSeconds(5));
        Connection jdbc = pool.getConnection()) {
      jdbc.setAutoCommit(false);
      jdbc.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      try {
        policy.run(() -> conflict(postgres, jdbc, table, states));
      } catch (Exception expected) {
        jdbc.rollback();
      }
    }
    return verdict(states, null);
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    String table = postgres.table();
    postgres.tell(Sql.insert(table));
    List<String> states = new ArrayList<>();
    @Nullable Throwable failure = null;
    try (Ours ours = Ours.sql(postgres.port())) {
      ours.sql()
          .runInTransaction(
              Operation.nonIdempotent("update"),
              TransactionOptions.serializable(),
              jdbc -> conflict(postgres, jdbc, table, states));
    } catch (dev.connections.failure.ConnectionException expected) {
      failure = expected;
    }
    return verdict(states, failure);
  }

  /** Updates a row that this transaction has read, and that another has updated since. */
  private static void conflict(
      PostgresPeer postgres, Connection jdbc, String table, List<String> states)
      throws SQLException {
    try {
      if (states.isEmpty()) {
        Sql.ask(jdbc, "select sum(id) from " + table);
        postgres.tell("update " + table + " set id = id + 1");
      }
      Sql.execute(jdbc, "update " + table + " set id = id + 10");
    } catch (SQLException failure) {
      states.add(String.valueOf(failure.getSQLState()));
      throw failure;
    }
  }

  private static Verdict verdict(List<String> states, @Nullable Throwable failure) {
    return Verdict.of(
        states.size() == 1 && states.contains("40001"),
        failure == null ? "attempts: %d, %s" : "attempts: %d, %s; %s",
        states.size(),
        String.join(", ", states),
        Sql.name(failure));
  }
}
