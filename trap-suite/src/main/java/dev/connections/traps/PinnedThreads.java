package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.consumer.RecordingStream;

/**
 * T29. Two hundred virtual threads wait for 100 ms each; how often is one pinned to its carrier?
 *
 * <p>HikariCP: a statement on a pool of ten. Resilience4j and Failsafe: breaker and retry around a
 * sleep. OkHttp: a call. Connections: a statement and a call. Needs a JDK with virtual threads, so
 * it is not run on 17; where {@code synchronized} pins, which is up to 23, there is more to see.
 */
final class PinnedThreads implements Trap {

  private static final int THREADS = 200;

  @Override
  public String id() {
    return "T29";
  }

  @Override
  public String title() {
    return "virtual threads are pinned to their carriers";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, PinnedThreads::hikari,
        Contestant.RESILIENCE4J,
            peers -> {
              CircuitBreaker breaker = CircuitBreaker.ofDefaults("pinned");
              return verdict(() -> breaker.executeCallable(PinnedThreads::sleep));
            },
        Contestant.FAILSAFE,
            peers -> {
              RetryPolicy<Object> policy = RetryPolicy.ofDefaults();
              return verdict(() -> Failsafe.with(policy).get(PinnedThreads::sleep));
            },
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, PinnedThreads::connections);
  }

  private static Object sleep() throws InterruptedException {
    Await.pass(Duration.ofMillis(100));
    return true;
  }

  private static Verdict hikari(Peers peers) throws Exception {
    demandVirtualThreads();
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 10, Duration.ofSeconds(10))) {
      return verdict(
          () -> {
            Sql.execute(pool, "select pg_sleep(0.1)");
            return true;
          });
    }
  }

  private static Verdict okHttp() throws Exception {
    demandVirtualThreads();
    try (HttpPeer server = slow();
        PlainClient client = new PlainClient()) {
      return verdict(() -> client.get(server.url()));
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    demandVirtualThreads();
    try (HttpPeer server = slow();
        Ours ours =
            Ours.of(
                Ours.postgres(
                    "db",
                    peers.postgres().port(),
                    "timeouts: {acquire: 10s}",
                    "bulkhead: {maxWaiting: 500}"),
                Ours.entry("api", "Rest", "url: " + server.url(), "bulkhead: {maxWaiting: 500}"))) {
      ours.sql().connect();
      ours.rest().connect();
      return verdict(
          () -> {
            ours.sql().run(jdbc -> Sql.execute(jdbc, "select pg_sleep(0.1)"));
            return ours.rest().get("/", String.class);
          });
    }
  }

  private static HttpPeer slow() throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          sleep();
          HttpPeer.reply(exchange, 200, "{}");
        });
  }

  private static void demandVirtualThreads() throws UnavailablePeerException {
    if (Runtime.version().feature() < 21) {
      throw new UnavailablePeerException(
          "JDK " + Runtime.version().feature() + " has no virtual threads",
          new IllegalStateException());
    }
  }

  private static Verdict verdict(Callable<?> work) throws Exception {
    demandVirtualThreads();
    // Classes that are loaded at first use pin, once.
    Crowd.run(20, Duration.ofSeconds(5), work);
    AtomicInteger pinned = new AtomicInteger();
    int failed = 0;
    try (RecordingStream recording = new RecordingStream()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(5));
      recording.onEvent("jdk.VirtualThreadPinned", event -> pinned.incrementAndGet());
      recording.startAsync();
      // By name: the module is compiled for 17.
      ExecutorService threads =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(work));
      }
      threads.shutdown();
      threads.awaitTermination(15, TimeUnit.SECONDS);
      for (Future<?> future : futures) {
        failed += isFailed(future) ? 1 : 0;
      }
      Await.pass(Duration.ofMillis(1500)); // events are handed over once a second
    }
    return Verdict.of(
        pinned.get() == 0 && failed == 0,
        "pinned %d times, %d of %d failed",
        pinned.get(),
        failed,
        THREADS);
  }

  private static boolean isFailed(Future<?> future) {
    try {
      future.get(1, TimeUnit.MILLISECONDS);
      return false;
    } catch (Exception failure) {
      return true;
    }
  }
}
