package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.failure.AcquireTimeoutException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.sql.SqlLease;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * T35. What can be told of a failure by its class?
 *
 * <p>HikariCP: whether exhaustion has a SQLSTATE, and how many failures of the database are of one
 * of JDBC's own subclasses. Resilience4j and Failsafe: told to retry {@code SQLTransientException},
 * which is the class that JDBC has for it; a serialisation conflict should be. Connections: whether
 * each failure comes as the class that says what it means.
 */
final class ClassesOfFailure implements Trap {

  private static final String SYNTAX = "selekt 1";
  private static final String DIVISION = "select 1 / 0";
  private static final String TIMEOUT = "set statement_timeout = 20; select pg_sleep(1)";
  private static final String CONFLICT =
      "do $$ begin raise exception 'made by the scenario' using errcode = '40001'; end $$";

  @Override
  public String id() {
    return "T35";
  }

  @Override
  public String title() {
    return "failures are judged by their Java class";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI,
        ClassesOfFailure::hikari,
        Contestant.RESILIENCE4J,
        peers ->
            conflict(
                peers,
                work ->
                    Retry.of(
                            "transient",
                            RetryConfig.custom()
                                .retryExceptions(SQLTransientException.class)
                                .build())
                        .executeCallable(
                            () -> {
                              work.run();
                              return true;
                            })),
        Contestant.FAILSAFE,
        peers ->
            conflict(
                peers,
                work ->
                    Failsafe.with(RetryPolicy.builder().handle(SQLTransientException.class).build())
                        .run(work::run)),
        Contestant.CONNECTIONS,
        ClassesOfFailure::connections);
  }

  private interface Work {
    void run() throws Exception;
  }

  private interface Policy {
    void run(Work work) throws Exception;
  }

  private static Verdict hikari(Peers peers) throws Exception {
    int plain = 0;
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 1, Duration.ofMillis(250))) {
      for (String sql : List.of(SYNTAX, DIVISION, TIMEOUT, CONFLICT)) {
        try {
          Sql.execute(pool, sql);
        } catch (SQLException failure) {
          // PSQLException extends SQLException itself.
          plain += failure.getClass().getSuperclass() == SQLException.class ? 1 : 0;
        }
      }
      String exhausted = "no failure";
      try (Connection held = pool.getConnection();
          Connection second = pool.getConnection()) {
        exhausted = held == second ? "shared" : "lent";
      } catch (SQLException failure) {
        exhausted = String.valueOf(failure.getSQLState());
      }
      return Verdict.of(
          plain == 0 && !exhausted.equals("null"),
          "%d of 4 failures are plain SQLExceptions; exhaustion has SQLSTATE %s",
          plain,
          exhausted);
    }
  }

  private static Verdict conflict(Peers peers, Policy policy) throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 1, Duration.ofSeconds(2))) {
      try {
        policy.run(
            () -> {
              attempts.incrementAndGet();
              Sql.execute(pool, CONFLICT);
            });
      } catch (Exception expected) {
        return Verdict.of(attempts.get() > 1, "%d attempt at a transient 40001", attempts.get());
      }
    }
    return Verdict.of(false, "no failure");
  }

  private static Verdict connections(Peers peers) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (Ours ours =
        Ours.sql(peers.postgres().port(), "pool: {maxSize: 1}", "timeouts: {acquire: 250ms}")) {
      expect(wrong, PermanentConnectionException.class, "42601", failure(ours, SYNTAX));
      expect(wrong, PermanentConnectionException.class, "22012", failure(ours, DIVISION));
      expect(wrong, DeadlineExceededException.class, "57014", failure(ours, TIMEOUT));
      expect(wrong, TransientConnectionException.class, "40001", failure(ours, CONFLICT));
      try (SqlLease held = ours.sql().lease(Operation.read("held"))) {
        held.resource().isReadOnly();
        List<Crowd.Fate> fates =
            Crowd.run(1, Duration.ofSeconds(5), () -> ours.sql().execute(Connection::isReadOnly));
        expect(wrong, AcquireTimeoutException.class, "exhaustion", fates.get(0).failure());
      }
    }
    return Verdict.of(
        wrong.isEmpty(),
        "%d of 5 come as what they are%s",
        5 - wrong.size(),
        wrong.isEmpty() ? "" : "; not " + String.join(", ", wrong));
  }

  private static @Nullable Throwable failure(Ours ours, String sql) {
    try {
      ours.sql().run(Operation.nonIdempotent("fail"), jdbc -> Sql.execute(jdbc, sql));
      return null;
    } catch (ConnectionException failure) {
      return failure;
    }
  }

  private static void expect(
      List<String> wrong,
      Class<? extends ConnectionException> expected,
      String what,
      @Nullable Throwable failure) {
    if (!expected.isInstance(failure)) {
      wrong.add(what + " as " + Sql.name(failure));
    }
  }
}
