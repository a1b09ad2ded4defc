package dev.connections.traps;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Map;

/**
 * T4. A server fails every request; 300 calls are made, and the attempts of the last 200 counted.
 * It holds if they are at most 1.2 for each call, and 3 for each second.
 *
 * <p>Resilience4j and Failsafe: their default number of attempts, with 5 ms between them so that it
 * ends. OkHttp: its defaults. Connections: the default number of attempts and the default budget, a
 * base of 5 ms, and no circuit, which would hide what the budget does.
 */
final class RetryStorm implements Trap {

  private static final int EMPTYING = 100;
  private static final int CALLS = 200;
  private static final Duration PAUSE = Duration.ofMillis(5);

  @Override
  public String id() {
    return "T4";
  }

  @Override
  public String title() {
    return "retries multiply the load of a failing server";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J,
            peers -> {
              Retry retry = Retry.of("storm", RetryConfig.custom().waitDuration(PAUSE).build());
              return peer((client, url) -> retry.executeCallable(() -> client.get(url)));
            },
        Contestant.FAILSAFE,
            peers -> {
              RetryPolicy<Object> policy = RetryPolicy.builder().withDelay(PAUSE).build();
              return peer((client, url) -> Failsafe.with(policy).get(() -> client.get(url)));
            },
        Contestant.OKHTTP, peers -> peer(PlainClient::get),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Get {
    Object from(PlainClient client, String url) throws Exception;
  }

  private interface Call {
    void make() throws Exception;
  }

  private static Verdict peer(Get get) throws Exception {
    try (HttpPeer server = HttpPeer.always(503);
        PlainClient client = new PlainClient()) {
      return verdict(server, () -> get.from(client, server.url()));
    }
  }

  private static Verdict connections() throws Exception {
    try (HttpPeer server = HttpPeer.always(503);
        Ours ours =
            Ours.rest(
                server.url(), Ours.known("retry: {base: 5ms}", "circuit: {enabled: false}"))) {
      return verdict(server, () -> ours.rest().get("/", String.class));
    }
  }

  private static Verdict verdict(HttpPeer server, Call call) {
    repeat(EMPTYING, call);
    int before = server.requests();
    long begun = System.nanoTime();
    repeat(CALLS, call);
    double seconds = Crowd.millisSince(begun) / 1000.0;
    int attempts = server.requests() - before;
    return Verdict.of(
        attempts <= 1.2 * CALLS + 3 * (seconds + 1),
        "%d attempts for %d calls in %.1f s",
        attempts,
        CALLS,
        seconds);
  }

  private static void repeat(int times, Call call) {
    for (int i = 0; i < times; i++) {
      try {
        call.make();
      } catch (Exception down) {
        continue;
      }
    }
  }
}
