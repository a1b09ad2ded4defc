package dev.connections.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A tool of this JDK in a process of its own, one after the other. */
final class ChildProcess {

  /** Of a tick in {@code /proc}: 100 a second on every Linux that one meets. */
  private static final double SECONDS_PER_TICK = 0.01;

  private static final Path STATISTICS = Path.of("/proc/self/stat");

  private ChildProcess() {}

  /**
   * What one run took.
   *
   * @param wall seconds
   * @param cpu seconds of all its threads; not a number where the system does not tell
   * @param output what it printed
   */
  record Taken(double wall, double cpu, String output) {}

  /** Runs a tool to its end; its failure is an exception with what it printed. */
  static Taken run(String tool, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = command(tool, arguments);
    double cpuBefore = cpuOfChildren();
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    double wall = (System.nanoTime() - begin) / 1e9;
    if (code != 0) {
      throw new IllegalStateException(tool + " failed:\n" + shortened(output));
    }
    return new Taken(wall, cpuOfChildren() - cpuBefore, output);
  }

  /**
   * Runs a tool to its end and watches the most memory that it has had so far, in bytes; not a
   * number where the system does not tell.
   */
  static double peakMemory(String tool, List<String> arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(tool, arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double peak = Double.NaN;
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      double now = peakIn(status);
      peak = Double.isNaN(now) ? peak : now;
    }
    return peak;
  }

  /** Bytes; not a number once the process has ended, or given its memory back. */
  private static double peakIn(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | UncheckedIOException ended) {
      return Double.NaN;
    }
  }

  private static List<String> command(String tool, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(arguments);
    return command;
  }

  /** What all children that have ended used so far. */
  private static double cpuOfChildren() throws IOException {
    if (!Files.exists(STATISTICS)) {
      return Double.NaN;
    }
    String text = Files.readString(STATISTICS);
    String[] afterName = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(afterName[13]) + Long.parseLong(afterName[14])) * SECONDS_PER_TICK;
  }

  private static String shortened(String output) {
    return output.length() <= 4_000 ? output : output.substring(0, 4_000) + "\n…";
  }
}
