package dev.connections.traps;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * T5. Forty clients fail at the same moment; when do they come back? It holds if their first
 * back-offs are spread over at least half of the longest.
 *
 * <p>Resilience4j: exponential back-off from 200 ms, as {@code IntervalFunction} offers it first.
 * Failsafe: {@code withBackoff} from 200 ms. Neither has jitter unless it is asked for; that
 * Resilience4j's, if asked for, is at most half to either side is not held against it here.
 * Connections: a base of 200 ms, and a budget that lets every client try again.
 */
final class WeakJitter implements Trap {

  private static final int CLIENTS = 40;
  private static final Duration BASE = Duration.ofMillis(200);

  @Override
  public String id() {
    return "T5";
  }

  @Override
  public String title() {
    return "clients that failed together come back together";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict resilience4j() {
    IntervalFunction backOff = IntervalFunction.ofExponentialBackoff(BASE, 2);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      waits.add(backOff.apply(1));
    }
    return verdict(waits);
  }

  private static Verdict failsafe() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RetryPolicy<Object> policy =
          RetryPolicy.builder()
              .withBackoff(BASE, Duration.ofSeconds(5))
              .onRetryScheduled(event -> waits.add(event.getDelay().toMillis()))
              .withMaxRetries(1)
              .build();
      try {
        Failsafe.with(policy)
            .run(
                () -> {
                  throw new IllegalStateException("down");
                });
      } catch (IllegalStateException expected) {
        continue;
      }
    }
    return verdict(waits);
  }

  private static Verdict connections() throws Exception {
    String retry = "retry: {maxAttempts: 2, base: 200ms, budget: {ratio: 100%, perSecond: 100}}";
    if (!Ours.knows(retry)) {
      return Verdict.notRun("this version of Connections has no settings for it: retry");
    }
    Map<String, Long> first = new ConcurrentHashMap<>();
    Map<String, Long> second = new ConcurrentHashMap<>();
    try (HttpPeer server =
            HttpPeer.of(
                (exchange, number) -> {
                  String path = exchange.getRequestURI().getPath();
                  if (path.equals("/")) {
                    HttpPeer.reply(exchange, 200, "{}"); // the connection's own look at the server
                    return;
                  }
                  if (first.putIfAbsent(path, System.nanoTime()) != null) {
                    second.put(path, System.nanoTime());
                  }
                  HttpPeer.reply(exchange, 503, "{}");
                });
        Ours ours = Ours.rest(server.url(), Ours.known(retry, "circuit: {enabled: false}"))) {
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        Crowd.run(1, Duration.ofSeconds(5), () -> ours.rest().get("/" + client, String.class));
      }
      List<Long> waits = new ArrayList<>();
      second.forEach((path, at) -> waits.add((at - first.getOrDefault(path, at)) / 1_000_000));
      return verdict(waits);
    }
  }

  private static Verdict verdict(List<Long> waits) {
    LongSummaryStatistics statistics =
        waits.stream().mapToLong(Long::longValue).summaryStatistics();
    return Verdict.of(
        waits.size() == CLIENTS && statistics.getMax() - statistics.getMin() >= BASE.toMillis() / 2,
        "%d back-offs of %d to %d ms",
        waits.size(),
        statistics.getMin(),
        statistics.getMax());
  }
}
