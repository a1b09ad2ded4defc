package dev.connections.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.TimeSource;
import dev.connections.spi.settings.ResilienceSettings;
import dev.connections.testsupport.ClassLoadLog;
import java.util.List;
import java.util.Random;
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
    ClassLoadLog log = ClassLoadLog.of(Program.class);
    List<String> lines = log.lines();
    int firstFailure = lines.indexOf(FIRST_FAILURE);

    assertThat(firstFailure).as(log.toString()).isPositive();
    assertThat(lines.subList(0, firstFailure))
        .anyMatch(line -> line.contains(Circuit.class.getName() + " "))
        .noneMatch(line -> line.contains("io.github.resilience4j"));
    assertThat(lines.subList(firstFailure, lines.size()))
        .anyMatch(line -> line.contains("io.github.resilience4j"));
    assertThat(log.exitValue()).isZero();
  }
}
