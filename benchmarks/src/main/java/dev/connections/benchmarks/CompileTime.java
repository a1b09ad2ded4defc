package dev.connections.benchmarks;

import dev.connections.benchmarks.ConnectionSources.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a fresh {@code javac} takes, with and without processors. All alternatives take turns in
 * each repetition, so that a busy machine is busy for all of them.
 */
final class CompileTime {

  private static final int[] SIZES =
      Stream.of(System.getProperty("measure.sizes", "100,1000,3000").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int REPETITIONS = Integer.getInteger("measure.repetitions", 3);
  private static final List<String> NO_PROCESSOR = List.of("-proc:none");
  private static final String OURS = "connections-processor-";
  private static final String DAGGER = "dagger-compiler-";

  private final Path work;
  private final Path classes;
  private final ToolJars jars = new ToolJars();
  private final List<CompileAlternative> alternatives = new ArrayList<>();

  /** The ways to compile connection types of one shape. */
  private record OfShape(
      String shape,
      CompileAlternative none,
      CompileAlternative ours,
      CompileAlternative withDagger,
      CompileAlternative daggerAlone) {}

  /** Writes the sources of an alternative. */
  private interface Sources {
    void write(SourceTree sources, int size) throws Exception;
  }

  CompileTime(Path work) throws IOException {
    this.work = SourceTree.emptied(work);
    this.classes = work.resolve("classes");
  }

  String measure(Goals goals) throws Exception {
    CompileAlternative none =
        add(
            new CompileAlternative("no processor", NO_PROCESSOR),
            (sources, n) -> AlternativeSources.write(sources, n, ""));
    CompileAlternative autoService =
        add(
            new CompileAlternative("AutoService", path("auto-service-"), none),
            (sources, n) ->
                AlternativeSources.write(
                    sources, n, "@com.google.auto.service.AutoService(Service.class)"));
    Sources injectable =
        (sources, n) ->
            AlternativeSources.write(
                sources, n, "@jakarta.inject.Singleton @jakarta.inject.Named(\"Service#\")");
    add(new CompileAlternative("avaje-inject", path("avaje-"), none), injectable);
    add(new CompileAlternative("Micronaut", path("micronaut-"), none), injectable);
    add(
        new CompileAlternative("Dagger multibindings", path(DAGGER), none),
        AlternativeSources::writeMultibindings);
    List<OfShape> shapes =
        List.of(
            ofShape("a record per 10 types", Shape.RECORD_PER_TEN_TYPES),
            ofShape("a record per type", Shape.RECORD_PER_TYPE));

    long[] classBytes = new long[alternatives.size()];
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      for (int size = 0; size < SIZES.length; size++) {
        for (int i = 0; i < classBytes.length; i++) {
          compile(alternatives.get(i), size);
          classBytes[i] = SourceTree.classBytes(classes);
        }
      }
    }
    StringBuilder text = new StringBuilder(HEAD.formatted(sizes(), REPETITIONS));
    for (int i = 0; i < classBytes.length; i++) {
      text.append(alternatives.get(i).row(classBytes[i]));
    }
    goals(goals, shapes.get(0), shapes.get(1), autoService);
    return text + fiveThousand();
  }

  private static final String HEAD =
      """
      ## Compile time

      Seconds of a fresh `javac` for %s small classes, or connection types with a factory each; medians
      of %d interleaved runs. *ms a class* is what the processor adds to the same sources without one; for Dagger that
      includes its component, and for *Dagger over what ours generated* the generated classes.

      | | wall s | CPU s | CPU x no processor | CPU growth | class KB | ms a class: wall | CPU |
      |---|---|---|---|---|---|---|---|
      """;

  private static String sizes() {
    return IntStream.of(SIZES)
        .mapToObj(size -> String.format(Locale.ROOT, "%,d", size))
        .collect(Collectors.joining(" / "));
  }

  private OfShape ofShape(String text, Shape shape) throws Exception {
    Sources plain = (sources, n) -> ConnectionSources.write(sources, n, shape);
    Sources component =
        (sources, n) -> {
          plain.write(sources, n);
          ConnectionSources.writeComponent(sources);
        };
    Sources generated =
        (sources, n) -> {
          component.write(sources, n);
          Path root = sources.root();
          javac(sources, path(OURS), List.of("-proc:only", "-s", root.toString()));
        };
    CompileAlternative none =
        add(new CompileAlternative("no processor, " + text, NO_PROCESSOR), plain);
    return new OfShape(
        text,
        none,
        add(new CompileAlternative("ours, " + text, path(OURS), none), plain),
        add(new CompileAlternative("ours + Dagger, " + text, path(OURS, DAGGER), none), component),
        add(
            new CompileAlternative("Dagger over what ours generated, " + text, path(DAGGER), none),
            generated));
  }

  private CompileAlternative add(CompileAlternative alternative, Sources sources) throws Exception {
    for (int size : SIZES) {
      SourceTree tree = new SourceTree(work.resolve(alternatives.size() + "-" + size));
      sources.write(tree, size);
      alternative.add(size, tree);
    }
    alternatives.add(alternative);
    return alternative;
  }

  private List<String> path(String... prefixes) {
    return List.of("-processorpath", jars.processorPath(prefixes));
  }

  private void compile(CompileAlternative alternative, int size) throws Exception {
    CompileAlternative.AtSize at = alternative.at(size);
    SourceTree.emptied(classes);
    ChildProcess.Taken taken = javac(at.sources(), alternative.processing(), List.of());
    at.wall().add(taken.wall());
    at.cpu().add(taken.cpu());
    System.out.printf(
        Locale.ROOT,
        "%-60s %,6d %6.2f s %6.2f s CPU%n",
        alternative.name(),
        at.classes(),
        taken.wall(),
        taken.cpu());
  }

  private ChildProcess.Taken javac(
      SourceTree sources, List<String> processing, List<String> options) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-nowarn", "-Xlint:none", "-classpath", jars.classPath()));
    arguments.addAll(List.of("-d", classes.toString()));
    arguments.addAll(processing);
    arguments.addAll(options);
    arguments.add("@" + sources.list());
    return ChildProcess.run("javac", arguments);
  }

  private static void goals(
      Goals goals, OfShape shared, OfShape own, CompileAlternative autoService) {
    goals.add(Goal.COMPILE_CPU, shared.ours.cpuMillisecondsPerClass());
    goals.add(Goal.COMPILE_CPU_BEST, shared.ours.cpuMillisecondsPerClass());
    goals.add(Goal.COMPILE_CPU_OWN, own.ours.cpuMillisecondsPerClass());
    goals.add(Goal.COMPILE_DAGGER, shared.withDagger.timesCpuOf(shared.daggerAlone));
    goals.add(Goal.COMPILE_DAGGER_BEST, shared.withDagger.timesCpuOf(shared.none));
    goals.add(Goal.COMPILE_GROWTH, shared.ours.growthOfCpu() / autoService.growthOfCpu());
  }

  /** Compiles 5,000 types, starts, and looks up one of them by name and one by id. */
  private String fiveThousand() throws Exception {
    SourceTree sources = new SourceTree(work.resolve("five-thousand"));
    ConnectionSources.write(sources, 5_000, Shape.RECORD_PER_TYPE);
    sources.add(
        "Start",
        """
        public final class Start {
          public static void main(String[] arguments) {
            System.out.println(
                ConnectionTypes.all().size()
                    + " " + ConnectionTypes.getByName("Type4321").id()
                    + " " + ConnectionTypes.getById(43220).name());
          }
        }
        """);
    SourceTree.emptied(classes);
    ChildProcess.Taken compiled = javac(sources, path(OURS), List.of());
    String classPath = classes + File.pathSeparator + jars.classPath();
    ChildProcess.Taken started =
        ChildProcess.run("java", List.of("-classpath", classPath, "bench.Start"));
    String found = started.output().strip();
    if (!found.equals("5000 43220 Type4321")) {
      throw new IllegalStateException("The registry of 5,000 types found: " + found);
    }
    return String.format(
        Locale.ROOT,
        "\n5,000 types with ours compile in %.1f s (%.1f s CPU); a JVM that looks up two of them and"
            + " ends takes %.2f s.\n",
        compiled.wall(),
        compiled.cpu(),
        started.wall());
  }
}
