package dev.connections.traps;

import dev.connections.testing.FaultProxy;
import dev.connections.testing.RecordingListener;
import dev.connections.testsupport.Await;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * T27. Eight threads make a state change as fast as they can; does each event begin where the one
 * before ended?
 *
 * <p>Resilience4j and Failsafe: a breaker that opens after two failures for a millisecond, with the
 * listener for its transitions; two seconds of calls that fail half the time, and up to three times
 * as long until something is wrong. Connections: two seconds of calls while the network is cut
 * again and again; all events of the lifecycle and health.
 */
final class EventOrder implements Trap {

  private static final int THREADS = 8;

  @Override
  public String id() {
    return "T27";
  }

  @Override
  public String title() {
    return "events of a racing state come out of order";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J, peers -> resilience4j(),
        Contestant.FAILSAFE, peers -> failsafe(),
        Contestant.CONNECTIONS, EventOrder::connections);
  }

  /** From and to. */
  private record Change(String from, String to) {}

  private static Verdict resilience4j() throws Exception {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "order",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(2)
                .minimumNumberOfCalls(2)
                .permittedNumberOfCallsInHalfOpenState(2)
                .waitDurationInOpenState(Duration.ofMillis(1))
                .build());
    List<Change> changes = new CopyOnWriteArrayList<>();
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                changes.add(
                    new Change(
                        event.getStateTransition().getFromState().toString(),
                        event.getStateTransition().getToState().toString())));
    return verdict(changes, forTwoSeconds(() -> breaker.executeCallable(EventOrder::coin)));
  }

  private static Verdict failsafe() throws Exception {
    List<Change> changes = new CopyOnWriteArrayList<>();
    dev.failsafe.CircuitBreaker<Object> breaker =
        dev.failsafe.CircuitBreaker.builder()
            .withFailureThreshold(2)
            .withDelay(Duration.ofMillis(1))
            .onOpen(event -> changes.add(new Change(event.getPreviousState().toString(), "OPEN")))
            .onHalfOpen(
                event -> changes.add(new Change(event.getPreviousState().toString(), "HALF_OPEN")))
            .onClose(
                event -> changes.add(new Change(event.getPreviousState().toString(), "CLOSED")))
            .build();
    return verdict(
        changes, forTwoSeconds(() -> dev.failsafe.Failsafe.with(breaker).get(EventOrder::coin)));
  }

  private static Verdict connections(Peers peers) throws Exception {
    RecordingListener events = new RecordingListener();
    try (FaultProxy proxy = FaultProxy.to("localhost", peers.postgres().port());
        Ours ours =
            Ours.of(
                List.of(events),
                dev.connections.TimeSource.system(),
                Ours.postgres(
                    "db",
                    proxy.port(),
                    "timeouts: {total: 1s, attempt: 500ms, acquire: 200ms, connect: 500ms}",
                    String.join(
                        "\n",
                        Ours.known(
                            "circuit: {enabled: false}",
                            "monitoring: {interval: 200ms, failAfter: 1, recoverAfter: 1}"))))) {
      Crowd users =
          Crowd.start(
              THREADS, forTwoSeconds(() -> ours.sql().execute(jdbc -> Sql.ask(jdbc, "select 1"))));
      for (int i = 0; i < 14; i++) {
        Await.pass(Duration.ofMillis(100));
        proxy.refuseConnections().reset();
        Await.pass(Duration.ofMillis(50));
        proxy.heal();
      }
      users.await(Duration.ofSeconds(5));
      ours.sql().checkHealth();
    }
    String problem = "";
    try {
      events.assertInOrder();
    } catch (AssertionError wrong) {
      problem = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }
    return Verdict.of(
        problem.isEmpty() && events.events().size() > 5,
        "%d events, %s",
        events.events().size(),
        problem.isEmpty() ? "all in order" : problem);
  }

  /** Does it again and again, whatever comes. */
  private static Callable<Boolean> forTwoSeconds(Callable<?> work) {
    return () -> {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2)) {
        try {
          work.call();
        } catch (Exception expected) {
          Thread.onSpinWait();
        }
      }
      return true;
    };
  }

  private static Object coin() {
    if (ThreadLocalRandom.current().nextBoolean()) {
      throw new IllegalStateException("down");
    }
    return "well";
  }

  private static Verdict verdict(List<Change> changes, Callable<?> calls) throws Exception {
    int wrong = 0;
    for (int round = 0; round < 3 && wrong == 0; round++) {
      Crowd.run(THREADS, Duration.ofSeconds(6), calls);
      wrong = disorder(changes);
    }
    return Verdict.of(wrong == 0, "%d of %d events out of order", wrong, changes.size());
  }

  private static int disorder(List<Change> changes) {
    int wrong = 0;
    for (int i = 1; i < changes.size(); i++) {
      if (!changes.get(i).from().equals(changes.get(i - 1).to())) {
        wrong++;
      }
    }
    return wrong;
  }
}
