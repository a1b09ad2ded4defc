package dev.connections.benchmarks;

import dev.connections.benchmarks.ConnectionSources.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How long the first look-up takes in a JVM that has done nothing yet, the loading and initialising
 * of classes included. Each alternative is one jar with everything it needs, which is open when the
 * clock starts; all take turns.
 */
final class FirstLookup {

  private static final int[] SIZES = {50, 500};
  private static final int FORKS = Integer.getInteger("measure.forks", 21);

  private static final String HEAD =
      """
      ## First look-up in a fresh JVM

      Milliseconds, loading and initialising of classes included; medians of %d interleaved JVMs. Each is one jar with
      all it needs, open before the clock starts. All give a descriptor with the same texts. CPU is that of the thread
      that looks up, with about 0.1 ms for reading it.

      | | 50 types | CPU | 500 types | CPU |
      |---|---|---|---|---|
      """;

  private static final String OURS = "ours, by name";
  private static final String OURS_BY_ID = "ours, by id";
  private static final String LEAN_SWITCH = "switch that makes the one asked for";
  private static final String SWITCH = "switch over constants";
  private static final String SERVICE_LOADER = "ServiceLoader";
  private static final String LAMBDAS = "map of lambdas";

  private final Path work;
  private final ToolJars jars = new ToolJars();
  private final List<Application> applications = new ArrayList<>();

  FirstLookup(Path work) throws IOException {
    this.work = SourceTree.emptied(work);
  }

  /** A jar that looks up once, and how many milliseconds that took. */
  private record Application(String name, int types, Path jar, Samples wall, Samples cpu) {}

  String measure(Goals goals) throws Exception {
    for (int size : SIZES) {
      addApplications(size);
    }
    for (int fork = 0; fork < FORKS; fork++) {
      for (Application one : applications) {
        List<String> start = List.of("-classpath", one.jar().toString(), "bench.Start");
        String[] nanoseconds = ChildProcess.run("java", start).output().split("\\R");
        one.wall().add(Long.parseLong(nanoseconds[0]) / 1e6);
        one.cpu().add(Long.parseLong(nanoseconds[1]) / 1e6);
      }
    }
    goals(goals);
    return text();
  }

  private String text() {
    StringBuilder text = new StringBuilder(HEAD.formatted(FORKS));
    for (Application one : applications) {
      if (one.types() == SIZES[0]) {
        text.append("| ").append(one.name());
        for (int size : SIZES) {
          Application at = find(one.name(), size);
          text.append(" | ").append(of(at.wall())).append(" | ").append(of(at.cpu()));
        }
        text.append(" |\n");
      }
    }
    return text.toString();
  }

  private void goals(Goals goals) {
    goals.add(Goal.FIRST_50, find(OURS, 50).wall());
    goals.add(Goal.FIRST_50_BEST, find(OURS, 50).wall());
    double ours = find(OURS, 500).cpu().median();
    goals.add(Goal.FIRST_500, ours / find(SWITCH, 500).cpu().median());
    goals.add(Goal.FIRST_500_LEAN, ours / find(LEAN_SWITCH, 500).cpu().median());
  }

  private static String of(Samples samples) {
    return String.format(Locale.ROOT, "%.2f ±%.0f %%", samples.median(), samples.noise());
  }

  private Application find(String name, int types) {
    return applications.stream()
        .filter(one -> one.name().equals(name) && one.types() == types)
        .findFirst()
        .orElseThrow();
  }

  private void addApplications(int size) throws Exception {
    String middle = "Type" + size / 2;
    int middleId = (size / 2 + 1) * 10;
    Path ours = generated(size);
    add(OURS, size, ours, "ConnectionTypes.getByName(\"" + middle + "\")");
    add(OURS_BY_ID, size, ours, "ConnectionTypes.getById(" + middleId + ")");
    String find = "Found.find(\"" + middle + "\")";
    add(LEAN_SWITCH, size, handWritten("lean", size, HandWritten.leanSwitch(size)), find);
    add(SWITCH, size, handWritten("switch", size, HandWritten.switchOverConstants(size)), find);
    add(SERVICE_LOADER, size, handWritten("loader", size, HandWritten.serviceLoader(size)), find);
    add(LAMBDAS, size, handWritten("lambdas", size, HandWritten.lambdas(size)), find);
  }

  private void add(String name, int size, Path classes, String lookup) throws Exception {
    String file = "application-" + name.replaceAll("\\W", "") + "-" + size;
    SourceTree start = new SourceTree(work.resolve(file));
    start.add("Start", HandWritten.start(lookup));
    Path with = SourceTree.emptied(work.resolve("start-classes"));
    javac(start, classes + File.pathSeparator + jars.classPath(), with, List.of("-proc:none"));
    Path jar = work.resolve(file + ".jar");
    pack(
        jar,
        List.of(with, classes),
        List.of(
            jars.library("connections-runtime-"),
            jars.library("connections-annotations-"),
            jars.library("jakarta.inject-api-")));
    applications.add(new Application(name, size, jar, new Samples(), new Samples()));
  }

  private Path generated(int size) throws Exception {
    SourceTree sources = new SourceTree(work.resolve("ours-" + size));
    ConnectionSources.write(sources, size, Shape.RECORD_PER_TYPE);
    Path classes = SourceTree.emptied(work.resolve("ours-classes-" + size));
    javac(
        sources,
        jars.classPath(),
        classes,
        List.of("-processorpath", jars.processorPath("connections-processor-")));
    return classes;
  }

  private Path handWritten(String name, int size, String found) throws Exception {
    SourceTree sources = new SourceTree(work.resolve(name + "-" + size));
    sources.add("Descriptor", HandWritten.descriptor());
    sources.add("Found", found);
    Path classes = SourceTree.emptied(work.resolve(name + "-classes-" + size));
    if (name.equals("loader")) {
      StringBuilder services = new StringBuilder();
      for (int i = 0; i < size; i++) {
        sources.add("Service" + i, HandWritten.service(i));
        services.append("bench.Service").append(i).append('\n');
      }
      Path file = classes.resolve("META-INF/services/bench.Found$Service");
      Files.createDirectories(file.getParent());
      Files.writeString(file, services);
    }
    javac(sources, jars.classPath(), classes, List.of("-proc:none"));
    return classes;
  }

  private static void javac(
      SourceTree sources, String classPath, Path destination, List<String> processing)
      throws Exception {
    List<String> arguments = new ArrayList<>(processing);
    arguments.addAll(List.of("-nowarn", "-classpath", classPath, "-d", destination.toString()));
    arguments.add("@" + sources.list());
    ChildProcess.run("javac", arguments);
  }

  /** One jar of some directories and jars; the first of equal names wins. */
  private static void pack(Path jar, List<Path> directories, List<Path> libraries)
      throws IOException {
    Set<String> names = new HashSet<>();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path directory : directories) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
            if (names.add(name)) {
              put(out, name, Files.readAllBytes(file));
            }
          }
        }
      }
      for (Path library : libraries) {
        try (JarFile in = new JarFile(library.toFile())) {
          for (JarEntry entry :
              in.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
            if (names.add(entry.getName())) {
              put(out, entry.getName(), in.getInputStream(entry).readAllBytes());
            }
          }
        }
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
