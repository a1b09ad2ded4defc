package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that {@code docs/rest.md} shows are what a provider takes. */
class RestDocumentTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "rest.md");
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path secrets;

  /** As a provider would bind it; opens nothing. */
  private List<String> effectiveSettings(String yaml) {
    String here = yaml.replace("/run/secrets/", secrets.toString().replace('\\', '/') + "/");
    return Connections.builder()
        .configuration(ConnectionsConfiguration.ofText("connections.yaml", here))
        .types(RestConnectionTypes.source())
        .effectiveSettings();
  }

  @Test
  void everyExampleBindsAndOneOfThemNamesTheSettingsOfARestApi() throws IOException {
    for (String secret :
        List.of("catalog-token", "catalog-key", "catalog", "shop", "key-password", "proxy")) {
      Files.writeString(secrets.resolve(secret), "a-" + secret);
    }
    List<String> examples =
        YAML.matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult example) -> example.group(1))
            .toList();

    assertThat(examples).hasSizeGreaterThan(1);
    for (String example : examples) {
      assertThat(effectiveSettings(example)).isNotEmpty();
    }
    assertThat(effectiveSettings(examples.get(1)))
        .filteredOn(line -> line.contains("connections.yaml"))
        .asString()
        .contains("bearerToken", "apiKey ", "apiKeyHeader", "healthPath", "headers", "json")
        .contains("http.readTimeout", "http.writeTimeout", "http.maxIdleConnections")
        .contains("http.keepAlive", "http.followRedirects", "http.maxResponseBytes");
  }
}
