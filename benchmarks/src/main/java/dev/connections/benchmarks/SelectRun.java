package dev.connections.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One alternative of {@link SelectCost}: a JVM that measures when it is its turn. */
final class SelectRun implements AutoCloseable {

  private final String title;
  private final Process process;
  private final BufferedReader answers;
  private final List<Double> turns = new ArrayList<>();

  private SelectRun(String title, Process process) {
    this.title = title;
    this.process = process;
    this.answers = process.inputReader();
  }

  /** Starts a JVM and lets it become warm. */
  static SelectRun start(
      String title, String classPath, String url, String how, SelectThreads threads)
      throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                classPath,
                SelectOne.class.getName(),
                url,
                how,
                threads.argument())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    SelectRun run = new SelectRun(title, started);
    String said = run.answers.readLine();
    if (!SelectOne.READY.equals(said)) {
      started.destroyForcibly();
      throw new IllegalStateException(title + " did not start: " + said);
    }
    return run;
  }

  String title() {
    return title;
  }

  void takeTurn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    turns.add(Double.parseDouble(answers.readLine()));
  }

  /** Microseconds. */
  Samples time() {
    Samples samples = new Samples();
    turns.forEach(samples::add);
    return samples;
  }

  /** Each turn as a factor of another's in the same round. */
  Samples timesOf(SelectRun other) {
    Samples samples = new Samples();
    for (int round = 0; round < turns.size(); round++) {
      samples.add(turns.get(round) / other.turns.get(round));
    }
    return samples;
  }

  /** Lets the JVM end, and waits for that: there are no more turns, and others want to connect. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.onExit().join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
