package dev.connections.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the programs of {@code benchmarks/startup}: ours with this reactor's jars. */
final class StartUpPrograms {

  /** Where the programs are. */
  private static final Path SOURCES =
      Path.of(System.getProperty("measure.sources", "benchmarks/startup"));

  /** An application with connections-sql has these; it brings the driver itself. */
  private static final List<String> OUR_LIBRARIES =
      List.of(
          "connections-sql-",
          "connections-runtime-",
          "connections-annotations-",
          "HikariCP-",
          "dagger-2",
          "jakarta.inject-api-",
          "javax.inject-",
          "jakarta.validation-api-",
          "jspecify-",
          "opentelemetry-api-",
          "opentelemetry-context-",
          "opentelemetry-common-",
          "resilience4j-circuitbreaker-",
          "resilience4j-core-",
          "slf4j-api-",
          "slf4j-nop-",
          "snakeyaml-engine-",
          "h2-");

  private final Path work;
  private final List<String> missing = new ArrayList<>();

  StartUpPrograms(Path work) {
    this.work = work;
  }

  /** All that could be built, in the order of the page. */
  List<StartUpProgram> build() throws IOException, InterruptedException {
    NestedMaven.packageAll(SOURCES.resolve("pom.xml"), work.resolve("maven.log"));
    List<StartUpProgram> programs = new ArrayList<>();
    programs.add(StartUpProgram.onClassPath("an empty `main`", app("empty"), "", List.of()));
    programs.add(classPath(StartUp.PLAIN, "plain"));
    programs.add(classPath("+ Dagger", "dagger"));
    programs.add(classPath(StartUp.BY_HAND, "by-hand", "pool.yaml"));
    programs.add(ours());
    if (isBuilt("micronaut")) {
      programs.add(classPath("Micronaut 4.10", "micronaut"));
    }
    if (isBuilt("quarkus")) {
      programs.add(
          StartUpProgram.ofJar("Quarkus 3.33, JVM mode", app("quarkus"), "quarkus-run.jar", "1"));
    }
    if (isBuilt("spring-boot")) {
      programs.add(classPath("Spring Boot 4.0", "spring-boot"));
    }
    return programs;
  }

  /** The frameworks whose build failed: whoever has no network may lack what they need. */
  List<String> missing() {
    return missing;
  }

  private boolean isBuilt(String name) {
    boolean built = Files.isDirectory(app(name));
    if (!built) {
      missing.add(name);
    }
    return built;
  }

  private static StartUpProgram classPath(String title, String name, String... files)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String file : files) {
      arguments.add(SOURCES.resolve(name).resolve(file).toString());
    }
    return StartUpProgram.onClassPath(title, app(name), "1", arguments);
  }

  private static Path app(String name) {
    return SOURCES.resolve(name).resolve("target/app");
  }

  private StartUpProgram ours() throws IOException, InterruptedException {
    ToolJars jars = new ToolJars();
    Path app = SourceTree.emptied(work.resolve("ours"));
    Path classes = SourceTree.emptied(work.resolve("ours-classes"));
    Path sources = SOURCES.resolve("ours");
    ChildProcess.run(
        "javac",
        List.of(
            "-nowarn",
            "--release",
            "17", // as the others'
            "-classpath",
            jars.classPath(),
            "-processorpath",
            jars.processorPath("connections-processor-"),
            "-d",
            classes.toString(),
            sources.resolve("src/main/java/startup/Main.java").toString()));
    ChildProcess.run(
        "jar",
        List.of(
            "--create",
            "--file",
            app.resolve("app.jar").toString(),
            "-C",
            classes.toString(),
            "."));
    for (String prefix : OUR_LIBRARIES) {
      Path jar = jars.library(prefix);
      Files.copy(jar, app.resolve(jar.getFileName()));
    }
    List<String> arguments = List.of(sources.resolve("connections.yaml").toString());
    return StartUpProgram.onClassPath(StartUp.OURS, app, "1", arguments);
  }
}
