package dev.connections.benchmarks;

import java.io.BufferedReader;
import java.nio.file.Path;
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

/** Runs {@link HttpBenchmark} in rounds, and compares within them. */
final class Http {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 9);
  private static final int[] SIZES = {200, 100 * 1024};
  private static final int[] THREADS = {1, 64};
  private static final String RAW = "okhttp";
  private static final String TYPED = "oursTyped";

  private static final String HEAD =
      """
      ## HTTP

      Microseconds of a GET on loopback whose whole body is read into an array, and how many times OkHttp's it takes; medians
      of %d rounds, factors are within a round. The server is another process on the same processors and
      delays nothing. All speak HTTP/1.1 and keep 64 connections. Bytes are those of one call, at one thread.

      | | 200 B, 1 thread | 64 threads | bytes | 100 KB, 1 thread | 64 threads | bytes |
      |---|---|---|---|---|---|---|
      """;

  /** One alternative with bodies of a size, and so many threads. */
  private record Key(String client, int size, int threads) {}

  /** What one fork gave. */
  private record Figures(double microseconds, double bytes) {}

  /** What each round gave, in their order. */
  private final Map<Key, List<Figures>> measured = new HashMap<>();

  String measure(Goals goals) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                HttpServerProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader port = server.inputReader()) {
      String url = "http://127.0.0.1:" + port.readLine();
      for (int round = 0; round < ROUNDS; round++) {
        for (int threads : THREADS) {
          run(url, threads);
        }
      }
    } finally {
      server.destroy();
    }
    goals.add(Goal.HTTP_TIME, times(TYPED, 200, 1));
    goals.add(Goal.HTTP_BYTES, bytesAdded());
    goals.add(Goal.HTTP_BYTES_BEST, bytesAdded());
    return HEAD.formatted(ROUNDS)
        + row("OkHttp by itself", RAW)
        + row("OkHttp + Resilience4j: bulkhead, breaker, retry", "okhttpResilience4j")
        + row("the JDK's client", "jdk")
        + row("Spring's RestClient on the JDK's client", "restClient")
        + row("**ours**, typed", TYPED)
        + row("**ours**, `client()`", "oursClient");
  }

  private void run(String url, int threads) throws RunnerException {
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("\\.HttpBenchmark\\.")
                    .threads(threads)
                    .jvmArgsAppend("-D" + HttpBenchmark.SERVER + "=" + url)
                    .shouldFailOnError(true)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run()) {
      String client = result.getParams().getParam("client");
      int size = Integer.parseInt(result.getParams().getParam("size"));
      double bytes =
          Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      measured
          .computeIfAbsent(new Key(client, size, threads), key -> new ArrayList<>())
          .add(new Figures(result.getPrimaryResult().getScore(), bytes));
    }
  }

  private String row(String text, String client) {
    StringBuilder row = new StringBuilder("| ").append(text);
    for (int size : SIZES) {
      for (int threads : THREADS) {
        Samples own = eachRound(client, size, threads, (microseconds, raw) -> microseconds);
        row.append(
            String.format(
                Locale.ROOT,
                " | %,.0f ±%.0f %% · %.2f x",
                own.median(),
                own.noise(),
                times(client, size, threads).median()));
      }
      row.append(String.format(Locale.ROOT, " | %,.0f", bytes(client, size)));
    }
    return row.append(" |\n").toString();
  }

  private Samples times(String client, int size, int threads) {
    return eachRound(client, size, threads, (own, raw) -> own / raw);
  }

  private Samples eachRound(String client, int size, int threads, DoubleBinaryOperator combined) {
    List<Figures> own = figures(client, size, threads);
    List<Figures> raw = figures(RAW, size, threads);
    Samples samples = new Samples();
    for (int round = 0; round < own.size(); round++) {
      samples.add(
          combined.applyAsDouble(own.get(round).microseconds(), raw.get(round).microseconds()));
    }
    return samples;
  }

  private double bytesAdded() {
    return bytes(TYPED, 200) - bytes(RAW, 200);
  }

  private double bytes(String client, int size) {
    Samples samples = new Samples();
    figures(client, size, 1).forEach(one -> samples.add(one.bytes()));
    return samples.median();
  }

  private List<Figures> figures(String client, int size, int threads) {
    Key key = new Key(client, size, threads);
    return Objects.requireNonNull(measured.get(key), key.toString());
  }
}
