package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of the kind that runs the tests. */
final class Jvm {

  private Jvm() {}

  /** Runs {@code java} in a folder; gives what it printed. */
  static String run(Path folder, String... arguments) {
    return Jvm.start(folder, List.of(arguments)).succeeds().output().strip();
  }

  static Build start(Path folder, List<String> arguments) {
    return start(Path.of(System.getProperty("java.home")), Map.of(), folder, arguments);
  }

  /** Runs another JDK's {@code java}, with more environment variables. */
  static Build start(
      Path jdk, Map<String, String> environment, Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Duser.language=en", "-Duser.country=US"));
    command.addAll(arguments);
    try {
      // Into a file, so that a process that hangs does not hang the test.
      Path output = Files.createTempFile("output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      assertThat(ended).as("ended in time: " + text).isTrue();
      return new Build(process.exitValue(), Arrays.asList(text.split("\\R")));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
