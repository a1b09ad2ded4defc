package dev.connections.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that was started with a variable that looks like a setting: its log has a line about
 * it. An outsider started one with {@code CONNECTIONS_DESK_DB_URL}, and it had none.
 */
@Timeout(60)
class LookAlikeProcessTest {

  @TempDir private Path folder;

  /** What the process runs. */
  static final class Service {

    private Service() {}

    public static void main(String[] arguments) {
      Connections.builder()
          .configuration(ConnectionsConfiguration.of(Path.of(arguments[0])))
          .types(ConnectionTypes.source())
          .verify();
    }
  }

  private String log(String variable) throws IOException, InterruptedException {
    Path file = folder.resolve("connections.yaml");
    Files.writeString(file, "connections: {desk-db: {type: H2, url: 'jdbc:h2:mem:file'}}");
    Process process = start(variable, file);
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(log).isZero();
    return log;
  }

  private static Process start(String variable, Path file) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.logFile=System.err",
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName(),
                file.toString()));
    builder.environment().put(variable, "jdbc:h2:mem:canary-of-the-value");
    return builder.redirectErrorStream(true).start();
  }

  @Test
  void theLogNamesTheVariableAndTheSpellingThatWorks() throws Exception {
    assertThat(log("CONNECTIONS_DESK_DB_URL"))
        .containsOnlyOnce(
            "WARN dev.connections.internal.configuration.ConfigurationLoader - Connection 'desk-db'"
                + " ignores what looks like settings. variable CONNECTIONS_DESK_DB_URL: to set url,"
                + " call it CONNECTIONS__DESK_DB__URL")
        .doesNotContain("canary");
  }

  @Test
  void theLogIsSilentAboutAVariableThatNoKeyResembles() throws Exception {
    assertThat(log("CONNECTIONS_DESK_DB_GREETING")).doesNotContain("ignores");
  }
}
