package dev.connections.traps;

import dev.connections.monitoring.CircuitState;
import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * T8. A call begins while the breaker is closed and succeeds late, while a single probe is still
 * under way; then the probe fails. It holds if the late success does not close the breaker.
 *
 * <p>All: four failures open it for 200 ms, one probe.
 */
final class LateResult implements Trap {

  private static final Duration OPEN = Duration.ofMillis(200);

  @Override
  public String id() {
    return "T8";
  }

  @Override
  public String title() {
    return "a late result closes the breaker before its probe has answered";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  /** A breaker, whoever made it. */
  private interface Breaker {
    Object call(String which, Callable<?> work) throws Exception;

    String state();
  }

  private static Verdict resilience4j() throws Exception {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "late",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(OPEN)
                .build());
    return verdict(
        new Breaker() {
          @Override
          public Object call(String which, Callable<?> work) throws Exception {
            return breaker.executeCallable(work);
          }

          @Override
          public String state() {
            return breaker.getState().toString();
          }
        });
  }

  private static Verdict failsafe() throws Exception {
    dev.failsafe.CircuitBreaker<Object> breaker =
        dev.failsafe.CircuitBreaker.builder()
            .withFailureThreshold(4)
            .withSuccessThreshold(1)
            .withDelay(OPEN)
            .build();
    return verdict(
        new Breaker() {
          @Override
          public Object call(String which, Callable<?> work) {
            return Failsafe.with(breaker).get(work::call);
          }

          @Override
          public String state() {
            return breaker.getState().toString();
          }
        });
  }

  private static Verdict connections() throws Exception {
    String circuit =
        "circuit: {failureRate: 50%, window: 30s, minimumCalls: 4, openFor: 200ms, probes: 1}";
    if (!Ours.knows(circuit)) {
      return Verdict.notRun("this version of Connections has no settings for it: circuit");
    }
    CircuitBackend backend = new CircuitBackend();
    try (HttpPeer server = HttpPeer.of(backend);
        Ours ours = Ours.rest(server.url(), Ours.known(circuit, "retry: {maxAttempts: 1}"))) {
      return verdict(
          new Breaker() {
            @Override
            public Object call(String which, Callable<?> work) {
              backend.expect(which, work);
              return ours.rest().get("/" + which, String.class);
            }

            @Override
            public String state() {
              CircuitState state = ours.rest().snapshot().circuit();
              return state.toString();
            }
          });
    }
  }

  private static Verdict verdict(Breaker breaker) throws Exception {
    CountDownLatch lateBegun = new CountDownLatch(1);
    CountDownLatch lateMayEnd = new CountDownLatch(1);
    Crowd late = Crowd.one(() -> breaker.call("late", () -> held(lateBegun, lateMayEnd, false)));
    lateBegun.await();
    for (int i = 0; i < 6; i++) {
      try {
        breaker.call(
            "failing",
            () -> {
              throw new IllegalStateException("down");
            });
      } catch (Exception down) {
        continue;
      }
    }
    String opened = breaker.state();
    Await.pass(OPEN.multipliedBy(2));
    CountDownLatch probeBegun = new CountDownLatch(1);
    CountDownLatch probeMayEnd = new CountDownLatch(1);
    Crowd probe = Crowd.one(() -> breaker.call("probe", () -> held(probeBegun, probeMayEnd, true)));
    probeBegun.await();
    lateMayEnd.countDown();
    late.await(Duration.ofSeconds(5));
    String afterLate = breaker.state();
    probeMayEnd.countDown();
    probe.await(Duration.ofSeconds(5));
    String afterProbe = breaker.state();
    return Verdict.of(
        opened.equals("OPEN") && afterLate.equals("HALF_OPEN") && afterProbe.equals("OPEN"),
        "%s, late success: %s, failed probe: %s",
        opened,
        afterLate,
        afterProbe);
  }

  private static Object held(CountDownLatch begun, CountDownLatch mayEnd, boolean fails)
      throws InterruptedException {
    begun.countDown();
    mayEnd.await();
    if (fails) {
      throw new IllegalStateException("still down");
    }
    return "late";
  }
}
