package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eclipse's batch compiler as a process, with the packaged processor on its processor path. That
 * path must stand behind the class path, or the compiler forgets it (Eclipse bug 573833).
 */
class EclipseCompilerIT {

  static List<Path> compilers() throws IOException {
    try (Stream<Path> jars = Files.list(Outer.COMPILERS)) {
      return jars.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void aLibraryAndAnApplicationCompileAndTheResultRuns(Path compiler) {
    Project project = Project.copied("reactor", "EclipseCompilerIT/builds");
    List<Path> path = new ArrayList<>(Outer.runtimePath());
    for (String module : List.of("ledger", "shop")) {
      // In a module this compiler does not let generated sources see the others.
      project.delete(module + "/src/main/java/module-info.java");
      Build build = compile(compiler, project, module, path).succeeds();
      assertThat(build.output()).doesNotContain("ERROR");
      path.add(project.path(module + "/classes"));
    }
    assertThat(
            Jvm.run(
                project.path("."),
                "-cp",
                Outer.joined(path),
                "shop.Main",
                project.path("connections.yaml").toString()))
        .endsWith(ReactorIT.WHAT_IT_DOES);
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void mistakesAreShownAtTheirLinesAndNothingElseIs(Path compiler) {
    Project project = Project.copied("incremental", "EclipseCompilerIT/mistakes");
    String source = "src/main/java/shop/";
    project.edit(source + "LedgerConnectionType.java", "id = 10", "id = -1");
    project.edit(source + "ArchiveConnectionType.java", "\"Archive\"", "\"an archive\"");
    Build build = compile(compiler, project, "", Outer.runtimePath()).fails();
    assertThat(build.lines().stream().filter(line -> line.contains("ERROR in ")))
        .as(build.output())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).endsWith("ArchiveConnectionType.java (at line 6)"),
            line -> assertThat(line).endsWith("LedgerConnectionType.java (at line 6)"));
    assertThat(build.output())
        .contains("CONN-105: The id of connection type 'Ledger' is -1.")
        .contains("CONN-106: 'an archive' is not a name for a connection type.");
  }

  private static Build compile(Path compiler, Project project, String module, List<Path> path) {
    Path folder = project.path(module);
    return Jvm.start(
        folder,
        List.of(
            "-jar",
            compiler.toString(),
            "--release",
            "17",
            "-classpath",
            Outer.joined(path),
            "-processorpath",
            Outer.artifact("connections-processor").toString(),
            "-s",
            folder.resolve("generated").toString(),
            "-d",
            folder.resolve("classes").toString(),
            folder.resolve("src/main/java").toString()));
  }
}
