package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.rest.RestRequest;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * T15. A thread is interrupted 200 ms into something that takes 2 s. It holds if the thread is back
 * at once with its flag set or by an InterruptedException, and nothing goes on behind its back.
 *
 * <p>HikariCP: waiting for a connection. Resilience4j: waiting in {@code TimeLimiter}. Failsafe:
 * waiting in the delay of a retry. OkHttp: waiting for an answer in {@code execute}, on an ordinary
 * thread. Connections: waiting for a lease of a busy database, for a permit of a busy API, and for
 * an answer.
 */
final class Interrupted implements Trap {

  @Override
  public String id() {
    return "T15";
  }

  @Override
  public String title() {
    return "an interrupt is ignored or swallowed";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.OKHTTP, peers -> okHttp(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  /** How it went for the thread. */
  private record Ending(long millis, boolean flag, String failure) {

    boolean isGood() {
      return millis < 500 && (flag || failure.equals("InterruptedException"));
    }

    @Override
    public String toString() {
      return String.format("back after %d ms, flag %s, %s", millis, flag ? "set" : "lost", failure);
    }
  }

  private static Ending interrupt(Callable<?> work) throws Exception {
    return interrupt(work, () -> true);
  }

  /** Interrupts it once it is where it is meant to be. */
  private static Ending interrupt(Callable<?> work, Callable<Boolean> isThere) throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    Crowd one =
        Crowd.one(
            () -> {
              try {
                return work.call();
              } finally {
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    Await.within(Duration.ofSeconds(5), isThere);
    Await.pass(Duration.ofMillis(200));
    long interrupted = System.nanoTime();
    one.interrupt();
    List<Crowd.Fate> fates = one.await(Duration.ofSeconds(10));
    Crowd.Fate fate = fates.get(0);
    return new Ending(Crowd.millisSince(interrupted), flag.get(), Sql.name(fate.failure()));
  }

  private static Verdict hikari() throws Exception {
    try (HikariDataSource pool = Sql.hikari("jdbc:h2:mem:interrupted", 1, Duration.ofSeconds(2));
        Connection held = pool.getConnection()) {
      held.isReadOnly();
      Ending ending = interrupt(pool::getConnection);
      return Verdict.of(ending.isGood(), "%s", ending);
    }
  }

  private static Verdict resilience4j() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean finished = new AtomicBoolean();
    try {
      TimeLimiter limiter = TimeLimiter.of(Duration.ofSeconds(5));
      Ending ending =
          interrupt(
              () ->
                  limiter.executeFutureSupplier(
                      () ->
                          threads.submit(
                              () -> {
                                Await.pass(Duration.ofSeconds(2));
                                finished.set(true);
                                return true;
                              })));
      Await.within(Duration.ofSeconds(3), finished::get);
      return Verdict.of(
          ending.isGood() && !finished.get(),
          "%s; the work %s",
          ending,
          finished.get() ? "went on to its end" : "was cancelled");
    } finally {
      threads.shutdownNow();
    }
  }

  private static Verdict failsafe() throws Exception {
    RetryPolicy<Object> policy = RetryPolicy.builder().withDelay(Duration.ofSeconds(2)).build();
    Ending ending =
        interrupt(
            () ->
                Failsafe.with(policy)
                    .get(
                        () -> {
                          throw new IllegalStateException("down");
                        }));
    return Verdict.of(ending.isGood(), "%s", ending);
  }

  private static Verdict okHttp() throws Exception {
    OkHttpClient client = new OkHttpClient();
    try (HttpPeer server = slow()) {
      Ending ending =
          interrupt(
              () -> {
                client.newCall(new Request.Builder().url(server.url()).build()).execute().close();
                return true;
              },
              () -> server.requests() == 1);
      return Verdict.of(ending.isGood(), "%s", ending);
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private static HttpPeer slow() throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          Await.pass(Duration.ofSeconds(2));
          HttpPeer.reply(exchange, 200, "{}");
        });
  }

  private static Verdict connections() throws Exception {
    try (HttpPeer server = slow();
        Ours ours =
            Ours.of(
                Ours.entry("db", "H2", "url: jdbc:h2:mem:interrupted-ours", "pool: {maxSize: 1}"),
                Ours.entry(
                    "api", "Rest", "url: " + server.url(), "bulkhead: {maxConcurrent: 1}"))) {
      Ending lease;
      try (var held = ours.sql().lease(dev.connections.Operation.read("held"))) {
        held.resource().isReadOnly();
        lease = interrupt(() -> ours.sql().execute(jdbc -> jdbc.isReadOnly()));
      }
      Crowd busy = Crowd.one(() -> ours.rest().get("/busy", String.class));
      Await.within(Duration.ofSeconds(2), () -> server.requests() == 1);
      Ending permit =
          interrupt(
              () -> {
                ours.rest().send(RestRequest.get("/waiting"));
                return true;
              });
      busy.await(Duration.ofSeconds(5));
      int before = server.requests();
      Ending answer =
          interrupt(
              () -> {
                ours.rest().send(RestRequest.get("/answer"));
                return true;
              },
              () -> server.requests() > before);
      String expected = ConnectionInterruptedException.class.getSimpleName();
      return Verdict.of(
          lease.isGood()
              && permit.isGood()
              && answer.isGood()
              && lease.failure().equals(expected)
              && permit.failure().equals(expected),
          "lease: %s; permit: %s; answer: %s",
          lease,
          permit,
          answer);
    }
  }
}
