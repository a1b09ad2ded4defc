package dev.connections.traps;

import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * T31. One permit; who has it fails and waits a second before trying again. Does another get in
 * meanwhile?
 *
 * <p>Resilience4j and Failsafe: retry around bulkhead, which is the order that their documentation
 * shows; the other way round both would fall, and nothing keeps one from it. Connections: one
 * permit, a server that asks to be left alone for a second.
 */
final class SlotDuringBackOff implements Trap {

  @Override
  public String id() {
    return "T31";
  }

  @Override
  public String title() {
    return "a permit is held while a retry waits";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict resilience4j() throws Exception {
    Retry retry =
        Retry.of("slot", RetryConfig.custom().waitDuration(Duration.ofSeconds(1)).build());
    Bulkhead bulkhead = Bulkhead.of("slot", BulkheadConfig.custom().maxConcurrentCalls(1).build());
    return verdict(
        () -> retry.executeCallable(() -> bulkhead.executeCallable(SlotDuringBackOff::fail)),
        () -> bulkhead.executeCallable(() -> "well"));
  }

  private static Verdict failsafe() throws Exception {
    RetryPolicy<Object> retry = RetryPolicy.builder().withDelay(Duration.ofSeconds(1)).build();
    dev.failsafe.Bulkhead<Object> bulkhead = dev.failsafe.Bulkhead.of(1);
    return verdict(
        () -> Failsafe.with(retry, bulkhead).get(SlotDuringBackOff::fail),
        () -> Failsafe.with(bulkhead).get(() -> "well"));
  }

  private static Verdict connections() throws Exception {
    if (!Ours.knows("retry: {maxAttempts: 2}")) {
      return Verdict.notRun("this version of Connections has no settings for it: retry");
    }
    try (HttpPeer server =
            HttpPeer.of(
                (exchange, number) -> {
                  boolean fails = exchange.getRequestURI().getPath().equals("/failing");
                  if (fails) {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                  }
                  HttpPeer.reply(exchange, fails ? 503 : 200, "{}");
                });
        Ours ours =
            Ours.rest(
                server.url(),
                "bulkhead: {maxConcurrent: 1, maxWaiting: 1}",
                "timeouts: {acquire: 500ms}")) {
      ours.rest().connect();
      return verdict(
          () -> ours.rest().get("/failing", String.class),
          () -> ours.rest().get("/well", String.class));
    }
  }

  private static Object fail() {
    throw new IllegalStateException("down");
  }

  private static Verdict verdict(Callable<?> failing, Callable<?> other) throws Exception {
    Crowd holder = Crowd.one(failing);
    Await.pass(Duration.ofMillis(400));
    List<Crowd.Fate> fates = Crowd.run(1, Duration.ofSeconds(5), other);
    boolean waiting = !holder.await(Duration.ofMillis(1)).get(0).ended();
    holder.await(Duration.ofSeconds(5));
    Crowd.Fate fate = fates.get(0);
    return Verdict.of(
        fate.isSuccess() && fate.millis() < 300 && waiting,
        "%s after %d ms%s",
        fate.isSuccess() ? "another got in" : "another was refused, " + Sql.name(fate.failure()),
        fate.millis(),
        waiting ? "" : ", but nobody was waiting any more");
  }
}
