package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.rest.json.JsonLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boots a JVM whose class path has all JSON libraries but one. */
class MissingJsonLibraryTest {

  /** What that JVM runs. */
  static final class Program {

    private Program() {}

    /** Names the library that is missing, then all the others, and does without JSON. */
    public static void main(String[] arguments) throws IOException {
      JsonLibrary missing = JsonLibrary.valueOf(arguments[0]);
      try (ApiServer server = new ApiServer()) {
        try (ConnectionProvider provider = ShopProvider.open(server.port(), "json: " + missing)) {
          throw new AssertionError("It is there: " + provider);
        } catch (ConnectionConfigurationException rejected) {
          System.out.println("rejected: " + rejected.getMessage());
        }
        try (ConnectionProvider provider = ShopProvider.open(server.port())) {
          RestConnection shop = provider.get("shop", RestConnection.class);
          System.out.println("without JSON: " + shop.get("/echo", String.class));
        }
        for (JsonLibrary other : JsonLibrary.values()) {
          if (other != missing) {
            try (ConnectionProvider provider = ShopProvider.open(server.port(), "json: " + other)) {
              RestConnection shop = provider.get("shop", RestConnection.class);
              System.out.println(
                  "by " + other + ": " + shop.post("/echo", "x" + other, Object.class));
              provider.close(Duration.ofSeconds(1));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JACKSON,  /com/fasterxml/jackson/core/jackson-databind/, com.fasterxml.jackson.core:jackson-databind, com.fasterxml.jackson.databind",
    "JACKSON3, /tools/jackson/,                               tools.jackson.core:jackson-databind,         tools.jackson.databind",
    "GSON,     /com/google/code/gson/,                        com.google.code.gson:gson,                   com.google.gson",
    "MOSHI,    /com/squareup/moshi/,                          com.squareup.moshi:moshi,                    com.squareup.moshi",
    "AVAJE,    /io/avaje/,                                    io.avaje:avaje-jsonb,                        io.avaje.jsonb",
  })
  @Timeout(90)
  void aLibraryThatIsNamedAndMissingIsToldWhenTheProviderIsMadeAndNothingElseNeedsIt(
      JsonLibrary missing, String folder, String artifact, String module) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.replace('\\', '/').contains(folder))
            .collect(Collectors.joining(File.pathSeparator));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Program.class.getName(),
                missing.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), UTF_8);

    assertThat(java.waitFor(80, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("shop: json is " + missing + ". There is no JSON codec")
        .contains("Add " + artifact)
        .contains("requires " + module)
        .contains("without JSON: {}")
        .doesNotContain("Exception in thread");
    for (JsonLibrary other : JsonLibrary.values()) {
      if (other != missing) {
        assertThat(output).contains("by " + other + ": x" + other);
      }
    }
    assertThat(java.exitValue()).isZero();
  }
}
