package dev.connections.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program prints that runs in a virtual machine of its own with this one's class path, and a
 * line for each class that is loaded.
 *
 * @param lines all of it, in order
 * @param exitValue with what it has ended
 */
public record ClassLoadLog(List<String> lines, int exitValue) {

  private static final long LIMIT_SECONDS = 30;

  /** Runs a {@code main} method, and waits for its end. */
  public static ClassLoadLog of(Class<?> program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(program.getName() + " has not ended:\n" + output);
    }
    return new ClassLoadLog(output.lines().toList(), process.exitValue());
  }

  /** The lines after one that the program has printed; none if it has not. */
  public List<String> after(String line) {
    int at = lines.indexOf(line);
    return at < 0 ? List.of() : lines.subList(at, lines.size());
  }

  /** All of it. */
  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
