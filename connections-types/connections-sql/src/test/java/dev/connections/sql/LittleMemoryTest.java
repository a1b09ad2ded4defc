package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.MariaDbServer;
import dev.connections.testsupport.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More rows than fit into the memory of a JVM pass through it. At length: {@code
 * -Dstream.rows=5000000}.
 */
@Timeout(600)
class LittleMemoryTest {

  private static final int ROWS = Integer.getInteger("stream.rows", 400_000);

  @ParameterizedTest
  @ValueSource(strings = {"PostgreSql", "H2", "MariaDb", "MySql", "copy"})
  void rowsThatDoNotFitIntoMemoryAreStreamed(String what) throws Exception {
    int port =
        switch (what) {
          case "H2" -> 0;
          case "MariaDb", "MySql" -> MariaDbServer.shared().port();
          default -> PostgresServer.shared().port();
        };
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StreamProgram.class.getName(),
                what,
                String.valueOf(port),
                String.valueOf(ROWS))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output).contains("moved " + ROWS);
    assertThat(process.waitFor()).isZero();
  }
}
