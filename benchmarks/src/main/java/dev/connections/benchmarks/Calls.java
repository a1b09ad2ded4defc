package dev.connections.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link CallBenchmark} and {@link RejectedCallBenchmark} in rounds, each with a fork of every
 * alternative, and compares within the rounds: what disturbs the machine for minutes disturbs all.
 */
final class Calls {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 5);
  private static final int[] THREADS = {1, 2, 16};
  private static final String RAW = "raw";
  private static final String OURS = "ours";
  private static final String RESILIENCE = "resilience4j";
  private static final String FAILSAFE_TIMEOUT = "failsafeTimeout";
  private static final String OURS_FULL = "oursFull";

  private static final String HEAD =
      """
      ## A call

      What is around a call adds to it, in nanoseconds, and how many times the bare call it takes in all. The call borrows a
      connection from HikariCP (a pool of %d over a stub driver) and returns it. Medians of %d rounds, in each of which
      all alternatives take turns; differences are within a round. Bytes are those of one call, at one thread.

      | | 1 thread | 2 threads | 16 threads | B added |
      |---|---|---|---|---|
      """;

  /** One alternative with so many threads. */
  private record Key(String alternative, int threads) {}

  /** What one fork gave. */
  private record Figures(double nanoseconds, double bytes) {}

  /** What each round gave, in their order. */
  private final Map<Key, List<Figures>> measured = new HashMap<>();

  String measure(Goals goals) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (int threads : THREADS) {
        run(threads);
      }
    }
    goals(goals);
    return HEAD.formatted(StubPool.SIZE, ROUNDS)
        + bare()
        + row("hand-written floor: two clock reads, a limit, two counters", "handWritten")
        + row("**ours**", OURS)
        + row("Resilience4j: bulkhead, breaker, retry", RESILIENCE)
        + row("the same with its TimeLimiter", "resilience4jTimeLimiter")
        + row("Failsafe: bulkhead, breaker, retry", "failsafe")
        + row("the same with its Timeout", FAILSAFE_TIMEOUT)
        + rejected(goals);
  }

  private void run(int threads) throws RunnerException {
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("\\.(Rejected)?CallBenchmark\\.")
                    .threads(threads)
                    .shouldFailOnError(true)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run()) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      double bytes =
          Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      measured
          .computeIfAbsent(new Key(method, threads), key -> new ArrayList<>())
          .add(new Figures(result.getPrimaryResult().getScore(), bytes));
    }
  }

  private String bare() {
    StringBuilder row = new StringBuilder("| HikariCP by itself");
    for (int threads : THREADS) {
      row.append(" | ").append(shown("%,.0f", nanoseconds(RAW, threads)));
    }
    return row.append(format(" | (%.0f)", bytes(RAW))).append(" |\n").toString();
  }

  private String row(String text, String alternative) {
    StringBuilder row = new StringBuilder("| ").append(text);
    for (int threads : THREADS) {
      row.append(" | ")
          .append(shown("%+,.0f", added(alternative, threads)))
          .append(format(" · %.1f x", timesRaw(alternative, threads)));
    }
    return row.append(format(" | %+,.0f", bytesAdded(alternative))).append(" |\n").toString();
  }

  private void goals(Goals goals) {
    goals.add(Goal.CALL_NS, added(OURS, 1));
    goals.add(Goal.CALL_NS_BEST, added(OURS, 1));
    goals.add(Goal.CALL_BYTES, bytesAdded(OURS));
    goals.add(Goal.CALL_BYTES_BEST, bytesAdded(OURS));
    goals.add(Goal.CALL_2_NS, added(OURS, 2));
    goals.add(Goal.CALL_2_NS_BEST, added(OURS, 2));
    goals.add(Goal.CALL_16_NS, added(OURS, 16));
    goals.add(Goal.CALL_16_NS_BEST, added(OURS, 16));
    goals.add(Goal.CALL_2_TIMES, shareOf(RESILIENCE, 2));
    goals.add(Goal.CALL_16_TIMES, shareOf(RESILIENCE, 16));
    goals.add(Goal.CALL_TIMEOUT_TIMES, shareOf(FAILSAFE_TIMEOUT, 1));
  }

  private String rejected(Goals goals) throws InterruptedException {
    StringBuilder text =
        new StringBuilder(
            """

            A call that is turned away at once, in nanoseconds with its exception, at the depth of stack that JMH has:

            | | 1 thread | 2 threads | 16 threads | B | frames in the exception |
            |---|---|---|---|---|---|
            """);
    try (OurCalls full = OurCalls.withFullBulkhead();
        ResilienceCalls resilience = ResilienceCalls.withFullBulkhead();
        FailsafeCalls failsafe = FailsafeCalls.withFullBulkhead()) {
      int frames = frames(() -> full.connection().borrowAndReturn());
      text.append(rejection("**ours**, bulkhead full", OURS_FULL, frames));
      // An open circuit's row comes here.
      text.append(
          rejection(
              "Resilience4j, bulkhead full",
              "resilience4jFull",
              frames(resilience::borrowAndReturn)));
      text.append(
          rejection("Failsafe, bulkhead full", "failsafeFull", frames(failsafe::borrowAndReturn)));
      goals.add(Goal.REJECTED_NS, nanoseconds(OURS_FULL, 1));
      goals.add(Goal.REJECTED_FRAMES, frames);
    }
    return text.toString();
  }

  private String rejection(String text, String alternative, int frames) {
    StringBuilder row = new StringBuilder("| ").append(text);
    for (int threads : THREADS) {
      row.append(" | ").append(shown("%,.0f", nanoseconds(alternative, threads)));
    }
    return row.append(format(" | %,.0f | %d |\n", bytes(alternative), frames)).toString();
  }

  private static int frames(RejectedCallBenchmark.Call call) {
    return RejectedCallBenchmark.rejection(call).getStackTrace().length;
  }

  private Samples nanoseconds(String alternative, int threads) {
    return eachRound(alternative, alternative, threads, (own, same) -> own);
  }

  private Samples added(String alternative, int threads) {
    return eachRound(alternative, RAW, threads, (own, raw) -> own - raw);
  }

  private double timesRaw(String alternative, int threads) {
    return eachRound(alternative, RAW, threads, (own, raw) -> own / raw).median();
  }

  private Samples eachRound(
      String alternative, String other, int threads, DoubleBinaryOperator combined) {
    List<Figures> own = figures(alternative, threads);
    List<Figures> others = figures(other, threads);
    Samples samples = new Samples();
    for (int round = 0; round < own.size(); round++) {
      samples.add(
          combined.applyAsDouble(own.get(round).nanoseconds(), others.get(round).nanoseconds()));
    }
    return samples;
  }

  private double bytes(String alternative) {
    Samples samples = new Samples();
    figures(alternative, 1).forEach(one -> samples.add(one.bytes()));
    return samples.median();
  }

  private double bytesAdded(String alternative) {
    return bytes(alternative) - bytes(RAW);
  }

  private List<Figures> figures(String alternative, int threads) {
    return Objects.requireNonNull(measured.get(new Key(alternative, threads)), alternative);
  }

  private static String shown(String median, Samples samples) {
    return format(median + " ±%,.0f", samples.median(), samples.spread());
  }

  private double shareOf(String other, int threads) {
    return added(OURS, threads).median() / added(other, threads).median();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
