package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ConnectionsConfiguration.Document;
import dev.connections.internal.configuration.document.DocumentText;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what the runtime said of the documents of these tests with what their schema says. The
 * schema is what the processor writes for a record that is bound like {@link StoreBinder.Store}; a
 * test of the processor keeps it so.
 */
final class StoreSchema {

  /** What the schema must not refuse, though the runtime does. Everything else it must refuse. */
  private enum BeyondSchemas {
    REFERENCES(
        "a schema does not look for what is referred to, nor at what it gives",
        ": refers to the ",
        " = \"[^\"]*\\$\\{(?:env|file):[^\"]*\": (?!is a secret written out|has a reference inside|has \\S+ without the closing)"),
    UNITS(
        "a schema has no arithmetic for numbers with units, but for those that are nothing",
        " = \"(?=[^\"]*[1-9])[^\"]*\": is not allowed; allowed: .*(?:% to 100%|365d|from 1s to 1h)$"),
    COMMENTS("to a schema a comment is not there", "since an unquoted # begins a comment"),
    CONSTRUCTORS("a schema knows nothing of the code in constructors", ": is rejected: "),
    TOGETHER(
        "a schema judges each value by itself",
        "allowed: (?:0s, or at least|at most) [A-Za-z.-]+, which is ",
        "is the name of another endpoint already",
        ": is the id of '.*' already",
        ": is the same name as another to environment variables");

    private final String reason;
    private final List<Pattern> violations;

    BeyondSchemas(String reason, String... violations) {
      this.reason = reason;
      this.violations = List.of(violations).stream().map(Pattern::compile).toList();
    }

    private boolean isWhy(String violation) {
      return violations.stream().anyMatch(pattern -> pattern.matcher(violation).find());
    }
  }

  /** Documents without end, which the runtime refuses, and other readers of YAML do not survive. */
  private static final Pattern ENDLESS =
      Pattern.compile(" is (?:nested deeper than 64 levels|an alias of nothing that is complete)");

  private static final Pattern MISSING = Pattern.compile("required property '.*' not found$");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Schema SCHEMA = schema();

  private StoreSchema() {}

  /**
   * Fails unless the schema accepts each document that has no violation, and refuses each that has
   * one it can see. What variables, properties, code and other documents give can only be missing
   * to it.
   */
  static void agrees(ConnectionsConfiguration recipe, List<String> violations) {
    boolean alone =
        recipe.documents().size() == 1
            && recipe.profile().isEmpty()
            && recipe.environment().isEmpty()
            && recipe.systemProperties().isEmpty()
            && recipe.values().isEmpty();
    for (Document document : recipe.documents()) {
      List<String> own = violations.stream().filter(line -> isOf(line, document.name())).toList();
      String text = read(document);
      if (text == null || own.stream().anyMatch(line -> ENDLESS.matcher(line).find())) {
        assertThat(own).as("what no validator can read is refused").isNotEmpty();
        continue;
      }
      List<BeyondSchemas> beyond =
          List.of(BeyondSchemas.values()).stream()
              .filter(each -> own.stream().anyMatch(each::isWhy))
              .toList();
      List<String> visible =
          own.stream().filter(line -> beyond.stream().noneMatch(each -> each.isWhy(line))).toList();
      List<String> errors =
          errors(text).stream().filter(error -> alone || !MISSING.matcher(error).find()).toList();
      assertThat(errors.isEmpty())
          .as(
              "the schema says %s, the runtime %s (not to be seen: %s), of\n%s",
              errors, violations, beyond.stream().map(each -> each.reason).toList(), text)
          .isEqualTo(visible.isEmpty());
    }
  }

  private static boolean isOf(String violation, String document) {
    return violation.startsWith(document + ":") || violation.startsWith(document + "  ");
  }

  /** As the runtime reads it; null if it cannot. */
  private static @Nullable String read(Document document) {
    return new DocumentText(new Violations()).read(document, Origin.document(0, document.name()));
  }

  /** What is wrong; that it is no YAML is an error, too. */
  private static List<String> errors(String text) {
    LoadSettings asEditorsDo = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Object tree;
    try {
      tree = new Load(asEditorsDo).loadFromString(text);
    } catch (YamlEngineException noYaml) {
      return List.of(String.valueOf(noYaml.getMessage()));
    }
    return SCHEMA.validate(MAPPER.valueToTree(tree)).stream().map(Error::toString).toList();
  }

  private static Schema schema() {
    try (InputStream stream = StoreSchema.class.getResourceAsStream("/store.schema.json")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
