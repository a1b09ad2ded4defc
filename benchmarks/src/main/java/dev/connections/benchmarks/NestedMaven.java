package dev.connections.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Maven build inside the build that measures: the same Maven, settings and local repository. */
final class NestedMaven {

  private NestedMaven() {}

  /**
   * Builds what can be built of a project. Who needs a module looks whether it is there.
   *
   * @param log where Maven's output goes
   */
  static void packageAll(Path pom, Path log) throws IOException, InterruptedException {
    Path maven = Path.of(System.getProperty("outer.mavenHome", "/usr/share/maven"), "bin", "mvn");
    List<String> command = new ArrayList<>();
    command.add(maven.toString());
    command.addAll(List.of("-q", "-B", "--fail-at-end", "-f", pom.toString()));
    option(command, "-s", "outer.userSettings");
    option(command, "-gs", "outer.globalSettings");
    String repository = System.getProperty("outer.localRepository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    if (Boolean.getBoolean("outer.offline")) {
      command.add("-o");
    }
    command.addAll(List.of("clean", "package"));
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int code = builder.redirectOutput(log.toFile()).start().waitFor();
    if (code != 0) {
      System.out.println("Not everything of " + pom + " could be built:\n" + Files.readString(log));
    }
  }

  /** A file that exists; Maven names its default settings also where there are none. */
  private static void option(List<String> command, String option, String property) {
    String file = System.getProperty(property, "");
    if (!file.isEmpty() && Files.isRegularFile(Path.of(file))) {
      command.addAll(List.of(option, file));
    }
  }
}
