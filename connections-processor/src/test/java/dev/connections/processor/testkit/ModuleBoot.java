package dev.connections.processor.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts a JVM on a module path: what compiles does not always boot. */
public final class ModuleBoot {

  private ModuleBoot() {}

  /** What a main class, such as {@code shop/shop.Main}, prints. */
  public static String run(List<Path> modulePath, String main)
      throws IOException, InterruptedException {
    String path =
        modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-p", path, "-m", main).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(main + " does not end; so far it has said: " + output);
    }
    return output.strip();
  }
}
