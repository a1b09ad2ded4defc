package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T30. Two hundred threads call at once something that takes 200 ms.
 *
 * <p>OkHttp: {@code execute}, defaults; how many sockets? HikariCP: a pool of two and a {@code
 * connectionTimeout} of 1 s; how long do those wait who get nothing? Resilience4j and Failsafe: a
 * bulkhead of 25 without a wait, which is the default. Connections: both questions, with the same
 * pool and acquire timeout and its default number of permits.
 */
final class UnlimitedConcurrency implements Trap {

  private static final int THREADS = 200;

  @Override
  public String id() {
    return "T30";
  }

  @Override
  public String title() {
    return "unlimited concurrency moves the queue to where nobody sees it";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, UnlimitedConcurrency::hikari,
        Contestant.RESILIENCE4J,
            peers -> {
              Bulkhead bulkhead = Bulkhead.ofDefaults("crowd");
              return queue(
                  Crowd.run(
                      THREADS,
                      Duration.ofSeconds(5),
                      () -> bulkhead.executeCallable(UnlimitedConcurrency::work)));
            },
        Contestant.FAILSAFE,
            peers -> {
              dev.failsafe.Bulkhead<Object> bulkhead = dev.failsafe.Bulkhead.of(25);
              return queue(
                  Crowd.run(
                      THREADS,
                      Duration.ofSeconds(5),
                      () -> Failsafe.with(bulkhead).get(UnlimitedConcurrency::work)));
            },
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, UnlimitedConcurrency::connections);
  }

  private static Object work() throws InterruptedException {
    Await.pass(Duration.ofMillis(200));
    return true;
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 2, Duration.ofSeconds(1))) {
      return queue(
          Crowd.run(
              THREADS,
              Duration.ofSeconds(10),
              () -> {
                Sql.execute(pool, "select pg_sleep(0.2)");
                return true;
              }));
    }
  }

  private static Verdict queue(List<Crowd.Fate> fates) {
    long waited = fates.stream().filter(fate -> fate.isFailure() && fate.millis() >= 900).count();
    return Verdict.of(
        waited <= 10, "%d turned away, %d of them after 1 s", Crowd.failures(fates), waited);
  }

  private static Verdict okHttp() throws Exception {
    MostAtOnce sockets = new MostAtOnce();
    try (HttpPeer server = slow(sockets);
        PlainClient client = new PlainClient()) {
      Crowd.run(THREADS, Duration.ofSeconds(10), () -> client.get(server.url()));
      return Verdict.of(
          sockets.most() <= 64, "%d sockets at once for %d threads", sockets.most(), THREADS);
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    MostAtOnce sockets = new MostAtOnce();
    try (HttpPeer server = slow(sockets);
        Ours ours =
            Ours.of(
                Ours.postgres(
                    "db", peers.postgres().port(), "pool: {maxSize: 2}", "timeouts: {acquire: 1s}"),
                Ours.entry("api", "Rest", "url: " + server.url()))) {
      ours.sql().connect();
      Verdict queue =
          queue(
              Crowd.run(
                  THREADS,
                  Duration.ofSeconds(10),
                  () -> {
                    ours.sql().run(jdbc -> Sql.execute(jdbc, "select pg_sleep(0.2)"));
                    return true;
                  }));
      Crowd.run(THREADS, Duration.ofSeconds(10), () -> ours.rest().get("/", String.class));
      return Verdict.of(
          queue.isHolds() && sockets.most() <= 64,
          "%s; %d sockets at once for %d threads",
          queue.fact(),
          sockets.most(),
          THREADS);
    }
  }

  private static HttpPeer slow(MostAtOnce sockets) throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          sockets.begin();
          work();
          sockets.end();
          HttpPeer.reply(exchange, 200, "{}");
        });
  }

  /** Counts what is under way, each request on a socket of its own. Thread-safe. */
  private static final class MostAtOnce {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void begin() {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
    }

    void end() {
      now.decrementAndGet();
    }

    int most() {
      return most.get();
    }
  }
}
