package dev.connections.traps;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T44. A server refuses every other request with 503, and 10 reads are made, each of which needs
 * two attempts.
 *
 * <p>The alternatives have no metrics of calls. Connections: a base of 1 ms and a large budget,
 * with a real OpenTelemetry SDK; it holds if there are 10 calls in one histogram and 20 attempts in
 * another.
 */
final class HiddenAttempts implements Trap {

  private static final int CALLS = 10;

  @Override
  public String id() {
    return "T44";
  }

  @Override
  public String title() {
    return "the histogram is of attempts alone, or of calls alone";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    try (HttpPeer server =
            HttpPeer.of(
                (exchange, number) -> {
                  boolean probe = exchange.getRequestMethod().equals("HEAD");
                  boolean refused = !probe && reads.incrementAndGet() % 2 == 1;
                  HttpPeer.reply(exchange, refused ? 503 : 200, "{}");
                });
        Metrics metrics = new Metrics();
        Ours ours =
            Ours.observed(
                metrics.telemetry(),
                server.url(),
                "retry: {base: 1ms, budget: {ratio: 100%, perSecond: 100}}",
                "circuit: {enabled: false}")) {
      for (int call = 0; call < CALLS; call++) {
        ours.rest().get("/", String.class);
      }
      Collection<MetricData> seen = metrics.collect();
      long calls = Metrics.count(seen, "connections.operation.duration");
      long attempts = Metrics.count(seen, "connections.attempt.duration");
      return Verdict.of(
          calls == CALLS && attempts == 2 * CALLS, "%d calls, %d attempts", calls, attempts);
    }
  }
}
