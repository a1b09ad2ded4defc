package dev.connections.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link FailureBenchmark} in rounds: what a call costs while something is broken. */
final class Failures {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 9);
  private static final List<Integer> THREADS = List.of(1, 16);

  private static final String HEAD =
      """
      ## Under failure

      Nanoseconds of a call that fails at once, with its exception, at the depth of stack that JMH has; medians of %d
      rounds. Bytes are those of one call, at one thread. Neither Resilience4j nor Failsafe has a budget for
      retries: beside ours is one attempt that fails, without a retry.

      | | 1 thread | 16 threads | B |
      |---|---|---|---|
      """;

  private final Map<String, Samples> figures = new HashMap<>();

  String measure(Goals goals) throws RunnerException {
    for (int round = 0; round < ROUNDS; round++) {
      for (int threads : THREADS) {
        run(threads);
      }
    }
    goals.add(Goal.FAILURE_CIRCUIT_NS, of("oursCircuit", 1));
    goals.add(Goal.FAILURE_BULKHEAD_NS, of("oursBulkhead", 1));
    StringBuilder page = new StringBuilder(HEAD.formatted(ROUNDS));
    row(page, "**ours**, circuit open", "oursCircuit");
    row(page, "Resilience4j, circuit open", "resilience4jCircuit");
    row(page, "Failsafe, circuit open", "failsafeCircuit");
    row(page, "**ours**, bulkhead full", "oursBulkhead");
    row(page, "Resilience4j, bulkhead full", "resilience4jBulkhead");
    row(page, "Failsafe, bulkhead full", "failsafeBulkhead");
    row(page, "**ours**, the attempt fails and the retry budget is empty", "oursBudget");
    row(page, "Resilience4j, the only attempt fails", "resilience4jFailure");
    row(page, "Failsafe, the only attempt fails", "failsafeFailure");
    row(page, "**ours**, the server is dead", "oursDead");
    row(page, "a plain connect to a dead server", "connect");
    return page.toString();
  }

  private void run(int threads) throws RunnerException {
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("\\.FailureBenchmark\\.")
                    .threads(threads)
                    .shouldFailOnError(true)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run()) {
      String situation = result.getParams().getParam("situation");
      add(key(situation, threads), result.getPrimaryResult().getScore());
      if (threads == 1) {
        add(
            bytes(situation),
            Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore());
      }
    }
  }

  private void add(String key, double value) {
    figures.computeIfAbsent(key, name -> new Samples()).add(value);
  }

  private void row(StringBuilder page, String text, String situation) {
    List<String> cells = new ArrayList<>(List.of(text));
    for (int threads : THREADS) {
      Samples samples = of(situation, threads);
      cells.add(String.format(Locale.ROOT, "%,.0f ±%,.0f", samples.median(), samples.spread()));
    }
    cells.add(String.format(Locale.ROOT, "%,.0f", figure(bytes(situation)).median()));
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private Samples of(String situation, int threads) {
    return figure(key(situation, threads));
  }

  private Samples figure(String key) {
    return Objects.requireNonNull(figures.get(key), key);
  }

  private static String key(String situation, int threads) {
    return situation + " " + threads;
  }

  private static String bytes(String situation) {
    return situation + " bytes";
  }
}
