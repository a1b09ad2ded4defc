package dev.connections.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What many connections take: {@link ScaleRun} in fresh JVMs. The connections have a stub for a
 * client, so that all of it is ours; a real one adds its pool.
 */
final class Scale {

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 9);
  private static final List<String> RUNS = List.of("idle", "open", "together", "resilience4j");

  private static final String HEAD =
      """
      ## Scale

      Connections with a stub for a client, configured from a file, in fresh JVMs; medians of %d rounds. Bytes are what the heap
      holds after collections, divided by their number; a real client adds its own.

      | | |
      |---|---|
      """;

  private final Path work;
  private final Map<String, Samples> figures = new HashMap<>();

  Scale(Path work) throws IOException {
    this.work = SourceTree.emptied(work);
  }

  String measure(Goals goals) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (String run : RUNS) {
        take(run);
      }
    }
    goals.add(Goal.SCALE_BIND, figure("bind"));
    goals.add(Goal.SCALE_IDLE, figure("idle"));
    goals.add(Goal.SCALE_THREADS, figure("idleThreads"));
    return HEAD.formatted(ROUNDS)
        + row(
            "10,000 names: read, bound and made, in a JVM that has done nothing yet", "bind", "ms")
        + row("the same, CPU", "bindCpu", "ms")
        + row("retained by an idle one", "idle", "B")
        + row("the same after a snapshot of all", "looked", "B")
        + row(
            "beside it: Resilience4j's bulkhead, circuit breaker and retry for a name",
            "resilience4j",
            "B")
        + row("threads of 10,000 idle ones", "idleThreads", "")
        + row("retained by an open one, more than an idle one", "open", "B")
        + row("the same after its first call", "called", "B")
        + row("the same after 100 calls", "worked", "B")
        + row("held by a call in flight, without its thread", "call", "B")
        + row("threads of 1,000 open ones", "openThreads", "")
        + row("monitoring of 1,000 open ones: CPU a second", "monitor", "ms")
        + row(
            "200 opened at start, whose servers take 20 ms to open: until all are",
            "together",
            "ms");
  }

  private void take(String run) throws Exception {
    List<String> start =
        List.of(
            "-Dmeasure.idle=" + Integer.getInteger("measure.idle", 30),
            "-Xmx1g",
            "-classpath",
            System.getProperty("java.class.path"),
            ScaleRun.class.getName(),
            run,
            work.toString());
    for (String line : ChildProcess.run("java", start).output().split("\\R")) {
      String[] figure = line.split(" ");
      figures.computeIfAbsent(figure[0], name -> new Samples()).add(Double.parseDouble(figure[1]));
    }
  }

  private Samples figure(String name) {
    return Objects.requireNonNull(figures.get(name), name);
  }

  private String row(String text, String name, String unit) {
    Samples samples = figure(name);
    String format =
        samples.median() < 10 ? "| %s | %.1f ±%.1f %s |%n" : "| %s | %,.0f ±%,.0f %s |%n";
    return String.format(Locale.ROOT, format, text, samples.median(), samples.spread(), unit);
  }
}
