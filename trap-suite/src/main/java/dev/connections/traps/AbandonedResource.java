package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.Operation;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import dev.failsafe.Timeout;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * T13. Ten calls run into a time limit, and what they were getting comes late.
 *
 * <p>HikariCP: ten borrowers run into {@code connectionTimeout}. Resilience4j: {@code TimeLimiter}
 * of 50 ms around a task that borrows a connection and prepares it, its future being cancelled as
 * by default. Failsafe: {@code Timeout} of 50 ms around the same. OkHttp: a call timeout of 50 ms.
 * Connections: a deadline of 100 ms, on a statement of 300 ms. It holds if the pool is whole again.
 */
final class AbandonedResource implements Trap {

  private static final int CALLS = 10;
  private static final String SLOW = "select pg_sleep(0.15)";

  @Override
  public String id() {
    return "T13";
  }

  @Override
  public String title() {
    return "a timeout abandons what comes late";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, AbandonedResource::hikari,
        Contestant.RESILIENCE4J, AbandonedResource::resilience4j,
        Contestant.FAILSAFE,
            peers ->
                leaking(
                    peers,
                    borrow -> Failsafe.with(Timeout.of(Duration.ofMillis(50))).get(borrow::call)),
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, AbandonedResource::connections);
  }

  private interface Limit {
    void run(Callable<Connection> borrow) throws Exception;
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 2, Duration.ofMillis(300))) {
      Crowd holders = Crowd.start(2, () -> hold(pool, "select pg_sleep(0.8)"));
      Await.within(
          Duration.ofSeconds(2), () -> pool.getHikariPoolMXBean().getActiveConnections() == 2);
      List<Crowd.Fate> fates =
          Crowd.run(CALLS, Duration.ofSeconds(5), () -> hold(pool, "select 1"));
      holders.await(Duration.ofSeconds(5));
      return verdict(Crowd.failures(fates), pool.getHikariPoolMXBean().getActiveConnections(), 2);
    }
  }

  private static boolean hold(HikariDataSource pool, String sql) throws Exception {
    Sql.execute(pool, sql);
    return true;
  }

  private static Verdict resilience4j(Peers peers) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      TimeLimiter limiter = TimeLimiter.of(Duration.ofMillis(50));
      return leaking(peers, borrow -> limiter.executeFutureSupplier(() -> threads.submit(borrow)));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Verdict leaking(Peers peers, Limit limit) throws Exception {
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), CALLS, Duration.ofSeconds(5))) {
      Await.within(
          Duration.ofSeconds(5), () -> pool.getHikariPoolMXBean().getIdleConnections() == CALLS);
      int timeouts = 0;
      for (int i = 0; i < CALLS; i++) {
        try {
          limit.run(() -> prepared(pool));
        } catch (Exception late) {
          timeouts++;
        }
      }
      Await.within(
          Duration.ofSeconds(1), () -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
      return verdict(timeouts, pool.getHikariPoolMXBean().getActiveConnections(), CALLS);
    }
  }

  /** A connection that is ready for the caller. */
  private static Connection prepared(HikariDataSource pool) throws Exception {
    Connection jdbc = pool.getConnection();
    Sql.execute(jdbc, SLOW);
    return jdbc;
  }

  private static Verdict okHttp() throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().callTimeout(Duration.ofMillis(50)).build();
    try (HttpPeer server =
        HttpPeer.of(
            (exchange, number) -> {
              Await.pass(Duration.ofMillis(200));
              HttpPeer.reply(exchange, 200, "{}");
            })) {
      List<Crowd.Fate> fates =
          Crowd.run(
              CALLS,
              Duration.ofSeconds(5),
              () -> {
                client.newCall(new Request.Builder().url(server.url()).build()).execute().close();
                return true;
              });
      Await.within(Duration.ofSeconds(1), () -> client.connectionPool().connectionCount() == 0);
      int left = client.connectionPool().connectionCount();
      return Verdict.of(
          left == 0 && Crowd.failures(fates) == CALLS,
          "%d timeouts, %d sockets left",
          Crowd.failures(fates),
          left);
    } finally {
      client.dispatcher().executorService().shutdown();
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    try (Ours ours = Ours.sql(peers.postgres().port(), "pool: {maxSize: 2}")) {
      ours.sql().connect();
      List<Crowd.Fate> fates =
          Crowd.run(
              CALLS,
              Duration.ofSeconds(5),
              () -> {
                ours.sql()
                    .run(
                        Operation.read("slow").deadline(Duration.ofMillis(100)),
                        jdbc -> Sql.execute(jdbc, "select pg_sleep(0.3)"));
                return true;
              });
      Await.within(Duration.ofSeconds(2), () -> active(ours) == 0);
      int lost = active(ours);
      List<Crowd.Fate> after =
          Crowd.run(
              2,
              Duration.ofSeconds(5),
              () -> {
                ours.sql().run(jdbc -> Sql.execute(jdbc, "select pg_sleep(0.2)"));
                return true;
              });
      return Verdict.of(
          lost == 0
              && Crowd.failures(fates) == CALLS
              && Crowd.successes(after) == 2
              && ours.sql().snapshot().holders().isEmpty(),
          "%d refused or cancelled, %d of 2 connections lost",
          Crowd.failures(fates),
          lost);
    }
  }

  private static int active(Ours ours) {
    PoolStatistics pool = ours.sql().snapshot().pool();
    return pool == null ? 0 : pool.active();
  }

  private static Verdict verdict(long timeouts, int lost, int size) {
    return Verdict.of(
        lost == 0 && timeouts == CALLS,
        "%d timeouts, %d of %d connections lost",
        timeouts,
        lost,
        size);
  }
}
