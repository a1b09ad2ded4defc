package dev.connections.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the programs that {@link StartUp} starts, and what each of its starts took.
 *
 * @param title what the page calls it
 * @param jars what it consists of
 * @param command the arguments of {@code java} that start it
 * @param expected what it prints
 * @param plain its starts without an archive of classes
 * @param archived its starts with one
 */
record StartUpProgram(
    String title,
    List<Path> jars,
    List<String> command,
    String expected,
    Starts plain,
    Starts archived) {

  private static final String MAIN = "startup.Main";

  /** Seconds, in the order of the rounds. */
  record Starts(List<Double> wall, List<Double> cpu) {

    Starts() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private StartUpProgram(String title, List<Path> jars, List<String> command, String expected) {
    this(title, jars, command, expected, new Starts(), new Starts());
  }

  /** A program of a folder with all its jars, which are its class path. */
  static StartUpProgram onClassPath(
      String title, Path folder, String expected, List<String> arguments) throws IOException {
    List<Path> jars = jarsIn(folder);
    String classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(List.of("-classpath", classPath, MAIN));
    command.addAll(arguments);
    return new StartUpProgram(title, jars, command, expected);
  }

  /** A program of a folder, one of whose jars names what else it needs. */
  static StartUpProgram ofJar(String title, Path folder, String jar, String expected)
      throws IOException {
    List<String> command = List.of("-jar", folder.resolve(jar).toString());
    return new StartUpProgram(title, jarsIn(folder), command, expected);
  }

  /** Starts it, waits for its end, and looks whether it has done what it should. */
  ChildProcess.Taken start(String... options) throws IOException, InterruptedException {
    ChildProcess.Taken taken = ChildProcess.run("java", commandWith(options));
    if (!taken.output().strip().equals(expected)) {
      throw new IllegalStateException(title + " printed " + taken.output());
    }
    return taken;
  }

  /** The arguments of {@code java} with options in front. */
  List<String> commandWith(String... options) {
    List<String> whole = new ArrayList<>(List.of(options));
    whole.addAll(command);
    return whole;
  }

  double megabytes() {
    return jars.stream().mapToLong(jar -> jar.toFile().length()).sum() / 1e6;
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
