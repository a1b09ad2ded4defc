package dev.connections.traps;

import dev.connections.rest.RestRequest;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * T10. 150 calls come at once and the bulkhead turns most of them away; then 150 calls are answered
 * with 404. The server is well all the time; it holds if the breaker is still closed.
 *
 * <p>Resilience4j: default breaker around default bulkhead around OkHttp, the order of its
 * annotations. Failsafe: default breaker around a bulkhead of 25, likewise. Connections: a bulkhead
 * of 25 without a queue, defaults.
 */
final class BreakerCounts implements Trap {

  private static final int CALLS = 150;

  @Override
  public String id() {
    return "T10";
  }

  @Override
  public String title() {
    return "the breaker counts what is no fault of the server";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Guard {
    Object call(Callable<?> work) throws Exception;
  }

  private interface State {
    String now();
  }

  private static Verdict resilience4j() throws Exception {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("counts");
    Bulkhead bulkhead = Bulkhead.ofDefaults("counts");
    return peer(
        work -> breaker.executeCallable(() -> bulkhead.executeCallable(() -> (Object) work.call())),
        () -> breaker.getState().toString(),
        breaker::reset);
  }

  private static Verdict failsafe() throws Exception {
    dev.failsafe.CircuitBreaker<Object> breaker = dev.failsafe.CircuitBreaker.ofDefaults();
    dev.failsafe.Bulkhead<Object> bulkhead = dev.failsafe.Bulkhead.of(25);
    return peer(
        work -> Failsafe.with(breaker, bulkhead).get(work::call),
        () -> breaker.getState().toString(),
        breaker::close);
  }

  private static Verdict peer(Guard guard, State state, Runnable reset) throws Exception {
    try (HttpPeer server = busy();
        PlainClient client = new PlainClient()) {
      Crowd.run(
          CALLS,
          Duration.ofSeconds(10),
          () -> guard.call(() -> client.get(server.url() + "/slow")));
      String full = state.now();
      reset.run();
      for (int i = 0; i < CALLS; i++) {
        Crowd.run(
            1,
            Duration.ofSeconds(5),
            () -> guard.call(() -> client.get(server.url() + "/missing")));
      }
      return verdict(full, state.now());
    }
  }

  private static Verdict connections() throws Exception {
    if (!Ours.knows("circuit: {minimumCalls: 20}")) {
      return Verdict.notRun("this version of Connections has no settings for it: circuit");
    }
    try (HttpPeer server = busy();
        Ours ours = Ours.rest(server.url(), "bulkhead: {maxConcurrent: 25, maxWaiting: 0}")) {
      Crowd.run(CALLS, Duration.ofSeconds(10), () -> ours.rest().get("/slow", String.class));
      String full = ours.rest().snapshot().circuit().toString();
      for (int i = 0; i < CALLS; i++) {
        ours.rest().tryExchange(RestRequest.get("/missing"), String.class);
      }
      return verdict(full, ours.rest().snapshot().circuit().toString());
    }
  }

  private static HttpPeer busy() throws Exception {
    return HttpPeer.of(
        (exchange, number) -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            Await.pass(Duration.ofMillis(500));
          }
          HttpPeer.reply(
              exchange, exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200, "{}");
        });
  }

  private static Verdict verdict(String full, String missing) {
    return Verdict.of(
        full.equals("CLOSED") && missing.equals("CLOSED"),
        "bulkhead full: %s; 404: %s",
        full,
        missing);
  }
}
