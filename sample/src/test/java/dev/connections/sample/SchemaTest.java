package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/** The files that people see first are right to the schema that the build wrote. */
class SchemaTest {

  private static final Path FILE = Path.of("connections.yaml");
  private static final Pattern MODELINE =
      Pattern.compile("# yaml-language-server: \\$schema=(\\S+)\\n.*", Pattern.DOTALL);
  private static final Pattern TEXT_BLOCK =
      Pattern.compile("\"\"\"\\n( *connections:\\n.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theFirstLineOfTheFilePointsToTheSchemaThatAcceptsIt() throws IOException {
    assertThat(errors(Files.readString(FILE))).isEmpty();
  }

  @Test
  void theConfigurationInTheReadmeIsAccepted() throws IOException {
    Matcher yaml = YAML.matcher(Files.readString(Path.of("..", "README.md")));

    assertThat(yaml.find()).isTrue();
    assertThat(errors(yaml.group(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pool: { maxSize: 4 } | pool: { maxSise: 4 }",
        "pool: { maxSize: 4 } | pool: { maxLifetime: 30 }",
        "password: ${env:ORDERS_DB_PASSWORD} | password: hunter2",
        "type: Rest | type: Rset",
        "host: localhost | host: ''",
        "port: ${env:MAIL_PORT} | port: seventy",
        "total: 10s | total: 0s",
        "startup: fail | startup: never",
        "username: postgres | user: postgres",
      })
  void aMistakeIsFound(String right, String wrong) throws IOException {
    String file = Files.readString(FILE);

    assertThat(file).contains(right);
    assertThat(errors(file.replace(right, wrong))).isNotEmpty();
  }

  @Test
  void theSchemaSeesTheMistakesOfBadInputThatAreInTheFile() throws IOException {
    assertThat(errors(BadInputTest.FILE))
        .extracting(error -> error.getInstanceLocation().toString())
        .containsOnly(
            "/connections/orders-db/pool",
            "/connections/orders-db/pool/maxLifetime",
            "/connections/catalog/type",
            "/connections/mail/host",
            "/connections/mail/port");
  }

  /** They stand there as text blocks. */
  @Test
  void documentsInTheTestsOfIncludedTypesAreAccepted() throws IOException {
    List<String> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("..", "connections-types"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
        Matcher block = TEXT_BLOCK.matcher(Files.readString(file));
        while (block.find()) {
          // What is filled in stands where ports and URLs stand, or is lines of endpoints or
          // of settings.
          documents.add(
              block
                  .group(1)
                  .stripIndent()
                  .replaceAll("endpoints:\\s*(%s\\s*)?$", "endpoints: [ { url: http://peer } ]")
                  .replaceAll("(?m)^\\s*%s$", "")
                  .replace("type: %s", "type: MariaDb")
                  .replace("%d", "8080")
                  .replace("%s", "http://peer"));
        }
      }
    }

    assertThat(documents).isNotEmpty();
    for (String document : documents) {
      assertThat(errors(document)).as(document).isEmpty();
    }
  }

  private static List<Error> errors(String document) throws IOException {
    Matcher modeline = MODELINE.matcher(Files.readString(FILE));
    assertThat(modeline.matches()).isTrue();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of(modeline.group(1))), InputFormat.JSON);
    LoadSettings asEditorsDo = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return schema.validate(
        new JsonMapper().valueToTree(new Load(asEditorsDo).loadFromString(document)));
  }
}
