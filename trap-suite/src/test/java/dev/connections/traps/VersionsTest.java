package dev.connections.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves the table of {@code docs/versions.md}: {@link VersionsProbe} runs in a JVM of its own with
 * each version that the table names in place of the one that the build uses. R12 of the faults of
 * 2026-11-28: Spring Boot 4.0.7 manages opentelemetry-api 1.55.0, with which no provider opened.
 */
class VersionsTest {

  private static final Path PAGE = Path.of("..", "docs", "versions.md");

  /** One folder for each version, named {@code artifact@version}; filled by the POM. */
  private static final Path VERSIONS = Path.of("target", "versions");

  private static @Nullable EmbeddedPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    try {
      postgres = EmbeddedPostgres.start();
    } catch (IOException | RuntimeException cannotRunHere) {
      // The other types are still proved; PostgresPeer says why it cannot.
      postgres = null;
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  /**
   * What the table names beside the versions of the build, such as {@code
   * opentelemetry-api@1.55.0}.
   */
  static Stream<String> named() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `"))
        .flatMap(
            line -> {
              String[] cells = line.split("\\|", -1);
              String artifact = cells[1].replace("`", "").strip().replaceFirst(".*:", "");
              return Arrays.stream((cells[2] + " " + cells[3] + " " + cells[4]).split("[ ,]+"))
                  .filter(version -> version.matches("\\d.*"))
                  .map(version -> artifact + "@" + version);
            })
        .distinct()
        // Every test proves the versions of the build.
        .filter(
            version ->
                classPath().stream()
                    .noneMatch(each -> each.endsWith("/" + version.replace('@', '-') + ".jar")));
  }

  @ParameterizedTest
  @MethodSource("named")
  void anApplicationMayBringEachVersionOfTheTable(String version) throws Exception {
    Path replaced = VERSIONS.resolve(version);
    assertThat(replaced).as("is to be copied by the POM of this module").isDirectory();
    assertThat(run(with(replaced))).isEqualTo("ok");
  }

  /** Telemetry and JSON are left out where their libraries are. */
  @Test
  void anApplicationMayLeaveOpenTelemetryOut() throws Exception {
    List<String> without =
        classPath().stream().filter(each -> !each.contains("opentelemetry-")).toList();
    assertThat(run(without)).isEqualTo("ok");
  }

  @Test
  void everyVersionThatIsCopiedIsInTheTable() throws IOException {
    try (Stream<Path> folders = Files.list(VERSIONS)) {
      assertThat(folders.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(named().toList());
    }
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static List<String> with(Path replaced) throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(replaced)) {
      jars = files.map(each -> each.toAbsolutePath().toString()).toList();
    }
    Set<String> artifacts =
        jars.stream().map(VersionsTest::artifact).collect(Collectors.toCollection(TreeSet::new));
    List<String> all = new ArrayList<>(jars);
    classPath().stream().filter(each -> !artifacts.contains(artifact(each))).forEach(all::add);
    return all;
  }

  private static String artifact(String jar) {
    return Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", "");
  }

  private String run(List<String> classPath) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                String.join(File.pathSeparator, classPath),
                VersionsProbe.class.getName()));
    if (postgres != null) {
      command.add(Integer.toString(postgres.getPort()));
    }
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output).strip();
    assertThat(ended).as(said).isTrue();
    // What the libraries log comes before it.
    return said.lines()
        .reduce("", (before, last) -> last.equals("ok") ? last : before + last + "\n");
  }
}
