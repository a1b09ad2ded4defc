package dev.connections.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.connections.processor.testkit.ClassPath;
import dev.connections.processor.testkit.Sources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Correct code compiles with every warning an error, in compilers that run as users run them
 * (record-builder#274, dagger#3780, immutables#672). Only our processors are on the path: Dagger's
 * leave annotations unclaimed, those that it generates included.
 */
class WithoutWarningsTest {

  private static final String CONFIGURATION = "configuration";

  /** Includes the library. */
  private static final String INCLUDING = "including";

  private static final String TYPE =
      """
      package app;

      import acme.AcmeConnection;
      import dev.connections.annotations.ConnectionType;
      import dev.connections.spi.ConnectionContext;
      import dev.connections.spi.ConnectionFactory;
      import dev.connections.spi.ConnectionTypeBase;

      @ConnectionType(id = ID, name = "RECORD", category = "Other")
      final class RECORDType
          extends ConnectionTypeBase<AcmeConnection, RECORD, RECORDType.Factory> {

        static final class Factory implements ConnectionFactory<AcmeConnection, RECORD> {
          @Override
          public AcmeConnection create(ConnectionContext<RECORD> context) {
            throw new UnsupportedOperationException();
          }
        }
      }
      """;

  @TempDir private Path directory;

  /** Those in {@code good}, and the records of {@code configuration/good} in types. */
  static List<String> goodCases() throws IOException {
    try (Stream<Path> cases = Files.list(Sources.folder("good"))) {
      return Stream.concat(
              cases.map(folder -> folder.getFileName().toString()), Stream.of(CONFIGURATION))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("goodCases")
  void everyGoodCaseCompilesOnThisJavac(String name) throws Exception {
    compileWithJavac(Path.of(System.getProperty("java.home")), name, List.of());
  }

  /** The option that CONN-216 advises was itself a warning. */
  @ParameterizedTest
  @ValueSource(strings = "application")
  void theOptionThatSilencesSuggestionsIsKnown(String name) throws Exception {
    compileWithJavac(
        Path.of(System.getProperty("java.home")), name, List.of("-Aconnections.suggestions=false"));
  }

  @ParameterizedTest
  @MethodSource("goodCases")
  void everyGoodCaseCompilesOnTheNewestJavac(String name) throws Exception {
    compileWithJavac(newestJdk(), name, List.of());
  }

  @ParameterizedTest
  @MethodSource("goodCases")
  void everyGoodCaseCompilesOnEclipsesCompiler(String name) throws Exception {
    Path ecj =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> entry.getFileName().toString().startsWith("ecj-"))
            .findFirst()
            .orElseThrow();
    String java = Path.of(System.getProperty("java.home")).resolve("bin/java").toString();
    run(
        List.of(
            java,
            "-jar",
            ecj.toString(),
            "-17",
            "-warn:+deprecation,removal,raw",
            "-failOnWarning"),
        name,
        List.of());
  }

  private static Path newestJdk() throws IOException {
    Path jdks = Path.of("/usr/lib/jvm");
    assumeTrue(Files.isDirectory(jdks), "there is no " + jdks);
    try (Stream<Path> found = Files.list(jdks)) {
      List<Path> newest =
          found
              .filter(jdk -> jdk.getFileName().toString().contains("25"))
              .filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
              .toList();
      assumeTrue(!newest.isEmpty(), "no JDK 25 is in " + jdks);
      return newest.get(0);
    }
  }

  private void compileWithJavac(Path jdk, String name, List<String> more) throws Exception {
    run(
        List.of(jdk.resolve("bin/javac").toString(), "--release", "17", "-Xlint:all", "-Werror"),
        name,
        more);
  }

  private void run(List<String> compiler, String name, List<String> more) throws Exception {
    List<Path> classPath = new ArrayList<>(ClassPath.user());
    if (name.equals(INCLUDING)) {
      classPath.add(run(compiler, "library", more, ClassPath.user()));
    }
    run(compiler, name, more, classPath);
  }

  private Path run(List<String> compiler, String name, List<String> more, List<Path> classPath)
      throws Exception {
    Path folder = directory.resolve(name);
    List<String> command = new ArrayList<>(compiler);
    command.addAll(more);
    command.addAll(List.of("-classpath", path(classPath)));
    command.addAll(List.of("-processorpath", path(processorPath())));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path generated = Files.createDirectories(folder.resolve("generated"));
    command.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
    for (Map.Entry<String, String> source : sources(name).entrySet()) {
      Path file = folder.resolve("sources").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      command.add(Files.writeString(file, source.getValue()).toString());
    }
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String said = Files.readString(output, UTF_8);
    assertThat(exit).as(said).isZero();
    assertThat(said).doesNotContain("warning:", "WARNING", "CONN-9");
    assertThat(classes).isNotEmptyDirectory();
    assertThat(generated).isDirectoryRecursivelyContaining("glob:**.java");
    return classes;
  }

  private static Map<String, String> sources(String name) {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    if (!name.equals(CONFIGURATION)) {
      sources.putAll(Sources.in(Sources.folder("good/" + name)));
      return sources;
    }
    int id = 1000;
    for (Map.Entry<String, String> record :
        Sources.in(Sources.folder("configuration/good")).entrySet()) {
      String configuration = record.getKey().replace(".java", "");
      sources.put("app/" + record.getKey(), record.getValue());
      sources.put(
          "app/" + configuration + "Type.java",
          TYPE.replace("RECORD", configuration).replace("ID", Integer.toString(id++)));
    }
    return sources;
  }

  /** Of classes: the jar has the grammars and the common settings of the annotations in it. */
  private static List<Path> processorPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                entry.contains("javapoet")
                    || entry.contains("connections-annotations")
                    || entry.endsWith("connections-processor/target/classes"))
        .map(Path::of)
        .toList();
  }

  private static String path(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
