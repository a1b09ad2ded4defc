package dev.connections.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.TimeSource;
import dev.connections.spi.settings.ResilienceSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which classes a circuit loads when, seen in a virtual machine of its own. */
@Timeout(60)
class CircuitLoadingTest {

  private static final String FIRST_FAILURE = "--- the first failure ---";

  /** Makes a circuit, asks it, makes a call that succeeds, and then one that fails. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      Circuit circuit =
          new Circuit(
              ResilienceSettings.Circuit.DEFAULT, TimeSource.system(), new Random(), change -> {});
      long now = System.nanoTime();
      if (circuit.rejects(now) || !circuit.retryAfter(now).isZero()) {
        throw new AssertionError(circuit.describe());
      }
      System.out.println(circuit.describe());
      circuit.succeeded(circuit.acquire(now), 1);
      System.out.println(FIRST_FAILURE);
      circuit.failed(circuit.acquire(now), 1);
    }
  }

  @Test
  void nothingOfResilience4jIsLoadedBeforeTheFirstFailure() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    List<String> lines = output.lines().toList();
    int firstFailure = lines.indexOf(FIRST_FAILURE);

    assertThat(firstFailure).as(output).isPositive();
    assertThat(lines.subList(0, firstFailure))
        .anyMatch(line -> line.contains(Circuit.class.getName() + " "))
        .noneMatch(line -> line.contains("io.github.resilience4j"));
    assertThat(lines.subList(firstFailure, lines.size()))
        .anyMatch(line -> line.contains("io.github.resilience4j"));
    assertThat(process.exitValue()).isZero();
  }
}
