package dev.connections.traps;

import dev.connections.testsupport.Await;
import dev.failsafe.Failsafe;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T9. A thousand threads come at the moment at which a breaker half-opens for three probes, and the
 * probes never come back. It holds if exactly three get in, and somebody else does within 3 s.
 *
 * <p>All: 200 ms open, three probes, other settings at their defaults; for Connections that
 * includes attempts which end, here after 500 ms.
 */
final class HalfOpenStampede implements Trap {

  private static final int THREADS = 1000;
  private static final Duration OPEN = Duration.ofMillis(200);

  @Override
  public String id() {
    return "T9";
  }

  @Override
  public String title() {
    return "everybody probes, or a lost probe blocks for ever";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Breaker {
    Object call(Callable<?> work) throws Exception;
  }

  private static Verdict resilience4j() throws Exception {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "stampede",
            CircuitBreakerConfig.custom()
                .permittedNumberOfCallsInHalfOpenState(3)
                .waitDurationInOpenState(OPEN)
                .build());
    breaker.transitionToOpenState();
    return verdict(breaker::executeCallable);
  }

  private static Verdict failsafe() throws Exception {
    dev.failsafe.CircuitBreaker<Object> breaker =
        dev.failsafe.CircuitBreaker.builder().withSuccessThreshold(3).withDelay(OPEN).build();
    breaker.open();
    return verdict(work -> Failsafe.with(breaker).get(work::call));
  }

  private static Verdict connections() throws Exception {
    String circuit = "circuit: {minimumCalls: 4, openFor: 200ms, probes: 3}";
    if (!Ours.knows(circuit)) {
      return Verdict.notRun("this version of Connections has no settings for it: circuit");
    }
    CircuitBackend backend = new CircuitBackend();
    try (HttpPeer server = HttpPeer.of(backend);
        Ours ours =
            Ours.rest(
                server.url(),
                Ours.known(
                    circuit,
                    "retry: {maxAttempts: 1}",
                    "timeouts: {attempt: 500ms}",
                    "bulkhead: {maxConcurrent: 64}"))) {
      backend.expect(
          "work",
          () -> {
            throw new IllegalStateException("down");
          });
      for (int i = 0; i < 6; i++) {
        ours.rest().tryExchange(dev.connections.rest.RestRequest.get("/work"), String.class);
      }
      return verdict(
          work -> {
            backend.expect("work", work);
            return ours.rest().get("/work", String.class);
          });
    }
  }

  private static Verdict verdict(Breaker breaker) throws Exception {
    Await.pass(OPEN.multipliedBy(2));
    AtomicInteger entered = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Callable<Object> hanging =
        () -> {
          entered.incrementAndGet();
          never.await(20, TimeUnit.SECONDS);
          return "late";
        };
    Crowd crowd = Crowd.start(THREADS, () -> breaker.call(hanging));
    List<Crowd.Fate> fates = crowd.await(Duration.ofMillis(400));
    int probes = entered.get();
    AtomicInteger later = new AtomicInteger();
    boolean freed =
        Await.within(
            Duration.ofSeconds(3),
            () -> {
              try {
                breaker.call(later::incrementAndGet);
              } catch (Exception rejected) {
                return later.get() > 0;
              }
              return later.get() > 0;
            });
    never.countDown();
    return Verdict.of(
        probes == 3 && freed,
        "%d probes for %d threads; with the probes lost, %s",
        probes,
        fates.size(),
        freed ? "others are let in again" : "nobody is let in for 3 s");
  }
}
