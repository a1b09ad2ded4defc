package dev.connections.traps;

import dev.connections.rest.RestRequest;
import dev.connections.testing.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * T12. A breaker opens for 10 s, somebody sets the machine's clock back by an hour, 11 s pass.
 *
 * <p>Resilience4j: its default clock is the wall clock; the scenario gives it one that behaves so.
 * Connections: the same through {@code TimeSource}, whose monotonic half does not move back.
 * HikariCP and Failsafe take no clock, and the machine's own is not ours to set.
 */
final class WallClock implements Trap {

  @Override
  public String id() {
    return "T12";
  }

  @Override
  public String title() {
    return "the wall clock is set back";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> Verdict.notRun("its clock cannot be replaced"),
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> Verdict.notRun("its clock cannot be replaced"),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict resilience4j() {
    VirtualTime time = new VirtualTime();
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "clock",
            CircuitBreakerConfig.custom()
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .clock(new WallClockOf(time))
                .build());
    breaker.transitionToOpenState();
    time.moveWallClock(Duration.ofHours(-1));
    time.advance(Duration.ofSeconds(11));
    return verdict(breaker.tryAcquirePermission());
  }

  private static Verdict connections() throws Exception {
    String circuit = "circuit: {minimumCalls: 4, openFor: 10s}";
    if (!Ours.knows(circuit)) {
      return Verdict.notRun("this version of Connections has no settings for it: circuit");
    }
    VirtualTime time = new VirtualTime();
    CircuitBackend backend = new CircuitBackend();
    try (HttpPeer server = HttpPeer.of(backend);
        Ours ours =
            Ours.of(
                List.of(),
                time,
                Ours.entry(
                    "api",
                    "Rest",
                    "url: " + server.url(),
                    circuit,
                    String.join("\n", Ours.known("retry: {maxAttempts: 1}"))))) {
      backend.expect(
          "work",
          () -> {
            throw new IllegalStateException("down");
          });
      for (int i = 0; i < 6; i++) {
        ours.rest().tryExchange(RestRequest.get("/work"), String.class);
      }
      backend.expect("work", () -> "well");
      time.moveWallClock(Duration.ofHours(-1));
      time.advance(Duration.ofMillis(11_500)); // a tenth of jitter on the 10 s
      return verdict(ours.rest().tryExchange(RestRequest.get("/work"), String.class).isSuccess());
    }
  }

  private static Verdict verdict(boolean letIn) {
    return Verdict.of(
        letIn, "after 11 s %s", letIn ? "a probe is let in" : "still rejecting, for another hour");
  }

  /** The wall-clock half of a virtual time. */
  private static final class WallClockOf extends Clock {

    private final VirtualTime time;

    WallClockOf(VirtualTime time) {
      this.time = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return time.now();
    }
  }
}
