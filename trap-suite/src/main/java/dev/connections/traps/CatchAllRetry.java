package dev.connections.traps;

import dev.connections.Operation;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * T6. Work fails in ways that trying again cannot mend: interrupted, cancelled, a bug, a misspelt
 * statement, no memory.
 *
 * <p>Resilience4j and Failsafe: their default retry, without a pause. Connections: an operation
 * that only reads, so that its effect would allow a retry.
 */
final class CatchAllRetry implements Trap {

  private static final Map<String, Callable<Object>> FAILURES = failures();

  @Override
  public String id() {
    return "T6";
  }

  @Override
  public String title() {
    return "everything that fails is retried";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.RESILIENCE4J,
            peers ->
                verdict(
                    work ->
                        Retry.of(
                                "all",
                                RetryConfig.custom().waitDuration(Duration.ofMillis(1)).build())
                            .executeCallable(work)),
        Contestant.FAILSAFE,
            peers -> verdict(work -> Failsafe.with(RetryPolicy.ofDefaults()).get(work::call)),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private interface Policy {
    void run(Callable<Object> work) throws Exception;
  }

  private static Verdict connections() throws Exception {
    try (Ours ours = Ours.of(Ours.entry("db", "H2", "url: jdbc:h2:mem:catch-all"))) {
      return verdict(work -> ours.sql().execute(Operation.read("look"), jdbc -> work.call()));
    }
  }

  private static Verdict verdict(Policy policy) {
    Map<String, Integer> attempts = new LinkedHashMap<>();
    FAILURES.forEach(
        (name, failure) -> {
          AtomicInteger count = new AtomicInteger();
          try {
            policy.run(
                () -> {
                  count.incrementAndGet();
                  return failure.call();
                });
          } catch (Throwable expected) {
            // What counts is how often it was tried; an interrupt must not reach the next one.
            Thread.interrupted();
          }
          attempts.put(name, count.get());
        });
    boolean once = attempts.values().stream().allMatch(count -> count == 1);
    return Verdict.of(
        once,
        once ? "1 attempt each: %s" : "attempts: %s",
        attempts.entrySet().stream()
            .map(entry -> entry.getKey() + (once ? "" : " " + entry.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static Map<String, Callable<Object>> failures() {
    Map<String, Callable<Object>> failures = new LinkedHashMap<>();
    failures.put(
        "interrupt",
        () -> {
          throw new InterruptedException("made by the scenario");
        });
    failures.put(
        "cancellation",
        () -> {
          throw new CancellationException("made by the scenario");
        });
    failures.put(
        "bug",
        () -> {
          throw new IllegalArgumentException("made by the scenario");
        });
    failures.put(
        "SQLSTATE 42601",
        () -> {
          throw new SQLException("made by the scenario", "42601");
        });
    failures.put(
        "no memory",
        () -> {
          throw new OutOfMemoryError("made by the scenario");
        });
    return failures;
  }
}
