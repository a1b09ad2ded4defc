package dev.connections.processor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema that we wrote, as a validator of others sees it: as 2020-12, and as draft-07. */
public final class SchemaUnderTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String text;
  private final Schema newest;
  private final Schema seventh;

  /** Reads a schema. */
  public SchemaUnderTest(String text) {
    this.text = text;
    String draft7 = SpecificationVersion.DRAFT_7.getDialectId();
    String draft2020 = SpecificationVersion.DRAFT_2020_12.getDialectId();
    assertThat(text).contains("\"$schema\": \"" + draft2020 + "\"");
    this.newest =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);
    this.seventh =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(text.replace(draft2020, draft7), InputFormat.JSON);
  }

  /** What is wrong with a YAML or JSON document; both drafts have to find it right or wrong. */
  public List<String> errors(String document) {
    JsonNode tree = tree(document);
    List<String> found = messages(newest.validate(tree));
    assertThat(messages(seventh.validate(tree)).isEmpty())
        .as("draft-07 agrees with 2020-12 on\n%s", document)
        .isEqualTo(found.isEmpty());
    return found;
  }

  /** What is wrong with the schema itself, according to the schema of schemas of a draft. */
  public List<String> errorsOfItself(SpecificationVersion draft) {
    Schema meta =
        SchemaRegistry.withDefaultDialect(draft).getSchema(SchemaLocation.of(draft.getDialectId()));
    return messages(meta.validate(MAPPER.readTree(text)));
  }

  /** The schema as JSON. */
  public JsonNode json() {
    return MAPPER.readTree(text);
  }

  /** As editors read YAML: with the types of its core schema. */
  private static JsonNode tree(String document) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return MAPPER.valueToTree(new Load(settings).loadFromString(document));
  }

  private static List<String> messages(List<Error> errors) {
    return errors.stream().map(Error::toString).toList();
  }
}
