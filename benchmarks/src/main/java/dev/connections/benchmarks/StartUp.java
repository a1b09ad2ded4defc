package dev.connections.benchmarks;

import dev.connections.benchmarks.StartUpProgram.Starts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * From the start of the JVM to the first {@code SELECT 1} on H2 through a pool, and the exit: whole
 * processes, which take turns. Each is started with the JVM's default options, and once more with
 * an archive of the classes that it loads.
 */
final class StartUp {

  static final String PLAIN = "HikariCP by itself, wired by hand";
  static final String BY_HAND = "+ YAML and Resilience4j, by hand";
  static final String OURS = "**ours**, from YAML, everything on";

  private static final int ROUNDS = Integer.getInteger("measure.rounds", 9);
  private static final int PEAKS = 3;
  private static final boolean AOT_CACHE = Runtime.version().feature() >= 25;

  private static final String HEAD =
      """
      ## Start-up

      From the start of the JVM to the first `SELECT 1` on H2 in memory through a pool of 10, and the exit: whole processes
      with the JVM's default options, medians of %d rounds in which all take turns; factors are within a round. CPU is that of
      all threads. RSS is the peak. *Classes* are all that are loaded, *hidden* those of them that are made at run
      time: lambdas and lambda forms. Each framework is configured as its own guide shows it, reads a file, and logs to nowhere.

      | | wall ms | x plain | CPU ms | x plain | RSS MB | classes | hidden | jars | MB |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private static final String ARCHIVED =
      """

      The same with %s. Factors are to the plain program *without* it.

      | | wall ms | x plain without | CPU ms | x plain without | RSS MB |
      |---|---|---|---|---|---|
      """;

  /** How many classes a program loads. */
  private record Loaded(long all, long hidden) {}

  private final Path work;

  /** By the programs' titles. */
  private final Map<String, Path> archives = new HashMap<>();

  StartUp(Path work) throws IOException {
    this.work = SourceTree.emptied(work);
  }

  String measure(Goals goals) throws Exception {
    StartUpPrograms built = new StartUpPrograms(work);
    List<StartUpProgram> programs = built.build();
    for (StartUpProgram program : programs) {
      archive(program);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int turn = 0; turn < programs.size(); turn++) {
        StartUpProgram program = programs.get((round + turn) % programs.size());
        take(program.plain(), program.start());
        take(program.archived(), program.start(useOf(archiveOf(program))));
      }
    }
    goals(goals, find(programs, OURS), find(programs, PLAIN), loaded(find(programs, OURS)));
    return page(programs, built.missing());
  }

  private static void take(Starts starts, ChildProcess.Taken taken) {
    starts.wall().add(taken.wall());
    starts.cpu().add(taken.cpu());
  }

  private String page(List<StartUpProgram> programs, List<String> missing) throws Exception {
    StringBuilder page = new StringBuilder(HEAD.formatted(ROUNDS));
    StartUpProgram plain = find(programs, PLAIN);
    for (StartUpProgram program : programs) {
      Loaded loaded = loaded(program);
      page.append("| ").append(program.title()).append(" | ");
      page.append(times(program.plain(), plain.plain()));
      page.append(
          format(
              " | %.0f | %,d | %,d | %d | %.1f |\n",
              peak(program),
              loaded.all,
              loaded.hidden,
              program.jars().size(),
              program.megabytes()));
    }
    page.append(
        ARCHIVED.formatted(
            AOT_CACHE
                ? "an AOT cache (`-XX:AOTCacheOutput`, `-XX:AOTCache`)"
                : "AppCDS (`-XX:ArchiveClassesAtExit`, `-XX:SharedArchiveFile`)"));
    for (StartUpProgram program : programs) {
      page.append("| ").append(program.title()).append(" | ");
      page.append(times(program.archived(), plain.plain()));
      page.append(format(" | %.0f |\n", peak(program, useOf(archiveOf(program)))));
    }
    for (String name : missing) {
      page.append("\nNot measured, because it could not be built here: ")
          .append(name)
          .append(".\n");
    }
    return page.toString();
  }

  private static void goals(Goals goals, StartUpProgram ours, StartUpProgram plain, Loaded loaded) {
    Samples wall = times(ours.plain().wall(), plain.plain().wall());
    goals.add(Goal.STARTUP_WALL, wall);
    goals.add(Goal.STARTUP_WALL_BEST, wall);
    goals.add(Goal.STARTUP_CPU, times(ours.plain().cpu(), plain.plain().cpu()));
    Samples archived = times(ours.archived().wall(), plain.plain().wall());
    goals.add(Goal.STARTUP_ARCHIVE, archived);
    goals.add(Goal.STARTUP_ARCHIVE_BEST, archived);
    goals.add(Goal.STARTUP_CLASSES, loaded.all);
  }

  private static String times(Starts own, Starts plain) {
    return cells(own.wall(), plain.wall()) + " | " + cells(own.cpu(), plain.cpu());
  }

  private static String cells(List<Double> own, List<Double> plain) {
    Samples seconds = new Samples();
    own.forEach(seconds::add);
    double times = times(own, plain).median();
    return format("%.0f ±%.0f %% | %.2f", seconds.median() * 1e3, seconds.noise(), times);
  }

  private static Samples times(List<Double> own, List<Double> other) {
    Samples samples = new Samples();
    for (int round = 0; round < own.size(); round++) {
      samples.add(own.get(round) / other.get(round));
    }
    return samples;
  }

  /** Lets a program write an archive of the classes that it has loaded. */
  private void archive(StartUpProgram program) throws IOException, InterruptedException {
    String name = "archive-" + archives.size() + (AOT_CACHE ? ".aot" : ".jsa");
    Path archive = work.resolve(name).toAbsolutePath();
    ChildProcess.run(
        "java",
        program.commandWith(
            (AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive));
    if (!Files.isRegularFile(archive)) {
      throw new IllegalStateException(program.title() + " wrote no archive");
    }
    archives.put(program.title(), archive);
  }

  private Path archiveOf(StartUpProgram program) {
    return Objects.requireNonNull(archives.get(program.title()), program.title());
  }

  private static String useOf(Path archive) {
    return (AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
  }

  private Loaded loaded(StartUpProgram program) throws IOException, InterruptedException {
    Path log = work.resolve("classes.log");
    program.start("-Xlog:class+load:file=" + log + "::filesize=0");
    List<String> lines =
        Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
    long hidden = lines.stream().filter(line -> line.contains("/0x")).count();
    return new Loaded(lines.size(), hidden);
  }

  /** Megabytes; of separate starts, because who looks takes part in what it sees. */
  private static double peak(StartUpProgram program, String... options)
      throws IOException, InterruptedException {
    Samples samples = new Samples();
    for (int i = 0; i < PEAKS; i++) {
      samples.add(ChildProcess.peakMemory("java", program.commandWith(options)) / 1e6);
    }
    return samples.median();
  }

  private static StartUpProgram find(List<StartUpProgram> programs, String title) {
    return programs.stream().filter(one -> one.title().equals(title)).findFirst().orElseThrow();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
