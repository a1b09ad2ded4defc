package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import dev.connections.ConnectionConfigurationException;
import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.internal.configuration.ConfiguredConnection;
import dev.connections.internal.configuration.LoadedConfiguration;
import dev.connections.processor.testkit.SchemaUnderTest;
import dev.connections.processor.testkit.Sources;
import dev.connections.spi.ConfigurationBinder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the runtime accepts the schema accepts, and what the runtime refuses the schema refuses,
 * with the exceptions that are listed here and in {@code docs/configuration-schema.md}.
 */
class SchemaAgreementTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("NUMBER", "5", "TEXT", "abc", "FLAG", "true", "LIMIT", "3s", "URL", "http://a");

  @TempDir private static Path output;

  private static URLClassLoader loader;
  private static ConfigurationBinder<?> binder;
  private static SchemaUnderTest schema;

  @BeforeAll
  static void compile() throws Exception {
    String source =
        Files.readString(Sources.folder("configuration/good").resolve("Described.java"));
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            JavaCompilerUnderTest.JAVAC, output, List.of(), Map.of("app.Described", source));
    assertThat(compilation.text()).isEmpty();
    loader =
        new URLClassLoader(
            new URL[] {output.toUri().toURL()}, SchemaAgreementTest.class.getClassLoader());
    binder =
        (ConfigurationBinder<?>)
            loader.loadClass("app.DescribedBinder").getConstructor().newInstance();
    schema = SchemaAgreement.schema(output, "app.DescribedBinder");
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  @Test
  void theSchemaIsOneToTheSchemasOfSchemas() {
    assertThat(schema.errorsOfItself(SpecificationVersion.DRAFT_2020_12)).isEmpty();
    assertThat(schema.errorsOfItself(SpecificationVersion.DRAFT_7)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        // Texts: whatever is plain, and references of known forms.
        "name: 5",
        "name: 1.5",
        "name: true",
        "name: ''",
        "name: ${env:TEXT}",
        "name: a-${env:TEXT}-${env:NOT_SET:-b}",
        "name: '#{Key}#'",
        "name: $${literal} and $5, $$ and ${",
        "name: '{ } # $'",
        // Numbers.
        "size: 1",
        "size: 10",
        "size: '7'",
        "size: '+7'",
        "size: +7",
        "size: 007",
        "size: ${env:NUMBER}",
        "size: '${env:NOT_SET:-3}'",
        "size: ",
        "size: ~",
        "large: 9223372036854775807",
        "large: -9223372036854775808",
        "share: 0.25",
        "share: 5",
        "share: -1e3",
        "share: '.5'",
        "exact: 2.5",
        "exact: 0.51",
        "exact: '1E0'",
        "above: 1",
        "below: -1",
        "notAbove: 0",
        // Booleans.
        "fair: true",
        "fair: False",
        "fair: 'tRuE'",
        "fair: ${env:FLAG}",
        // Durations.
        "delay: 500ms",
        "delay: 1d2h3m4s5ms",
        "delay: 0s",
        "delay: ${env:LIMIT}",
        "delay: ${env:NUMBER}m",
        // URLs and paths.
        "url: https://example.org/a?b=c#d",
        "url: jdbc:postgresql://localhost:5432/orders",
        "url: jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1",
        "url: ${env:URL}",
        "url: http://localhost:${env:NUMBER}/api",
        "file: /var/lib/data",
        "file: 5",
        "file: ${env:TEXT}/x",
        // Enums.
        "mode: read-only",
        "mode: READ_ONLY",
        "mode: Read_Write",
        "answer: true",
        "answer: 'True'",
        "answer: perhaps",
        "mode: ${env:NOT_SET:-read-only}",
        // Secrets.
        "password: ${env:TEXT}",
        "password: '#{Key}#'",
        "password: '  ${env:TEXT} '",
        // Constraints of texts; what comes from elsewhere is not judged before it is there.
        "blank: a",
        "blank: 5",
        "full: ' '",
        "sized: ab",
        "sized: abcd",
        "sized: '12'",
        "sized: ${env:TEXT}",
        "word: abc",
        "word: ${env:TEXT}",
        "odd: aa",
        // Lists and maps.
        "ports: []",
        "ports: ''",
        "ports: ",
        "ports: [1, '2', '${env:NUMBER}']",
        "hosts: [a, b]",
        "modes: [read-only]",
        "weights: {}",
        "weights: { a: 1, b: '2' }",
        "weights: { 1: 1, true: 2 }",
        "labels: { a: b }",
        // Records.
        "pool: {}",
        "pool: ",
        "pool: { maxSize: 1 }",
        "replica: { host: a }",
        "replica: ",
        "replicas: [ { host: a }, { host: b, port: 1 } ]",
        "limits: { a: {}, b: { maxSize: 2 } }",
        "matrix: [ [1], [], '' ]",
        // Common settings.
        "id: 1",
        "id: ",
        "description: for tests",
        "startup: lazy",
        "startup: Fail",
        "startup: ",
        "critical: true",
        "timeouts: ",
        "timeouts: {}",
        "timeouts: { total: 9s, attempt: 8s, acquire: 7s, connect: 6s, health: 5s, drain: 4s }",
        "timeouts: { total: '${env:LIMIT}' }",
        "bulkhead: { maxConcurrent: 1, maxWaiting: 0 }",
      })
  void bothAccept(String lines) {
    agree(SchemaDocument.connection(lines), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Texts.
        "name: ",
        "name: [a]",
        "name: { a: b }",
        "name: ${TEXT}",
        "name: a ${other:b}",
        "name: ${env:1A}",
        "name: $$${TEXT${}",
        // Numbers.
        "size: 0",
        "size: 11",
        "size: 1.5",
        "size: five",
        "size: 1_0",
        "size: ''",
        "size: true",
        "size: [1]",
        "size: '1.0'",
        "size: ${NUMBER}",
        "large: 9223372036854775808",
        "large: '1e3'",
        "share: a",
        "share: true",
        "share: '1,5'",
        "exact: 0.5",
        "exact: 2.6",
        "above: 0",
        "below: 0",
        "notAbove: 1",
        // Booleans.
        "fair: yes",
        "fair: 1",
        "fair: ''",
        // Durations.
        "delay: 30",
        "delay: '30'",
        "delay: 0",
        "delay: 1s2m",
        "delay: 1.5s",
        "delay: ''",
        "delay: -1s",
        // URLs and paths.
        "url: example.org",
        "url: //example.org",
        "url: http://user:pw@example.org",
        "url: jdbc:postgresql://h/d?password=x",
        "url: jdbc:postgresql://h/d?user=u&sslPassword=x",
        "url: jdbc:h2:mem:a;API_KEY=x",
        "url: http://a b",
        "url: ''",
        "url: 5",
        "file: ''",
        "file: '  '",
        "file: [a]",
        // Enums.
        "mode: read",
        "mode: read only",
        "mode: ''",
        "mode: 5",
        "mode: true",
        "answer: 1",
        // Secrets.
        "password: hunter2",
        "password: 5",
        "password: ''",
        "password: x${env:TEXT}",
        "password: ${env:TEXT:-hunter2}",
        "password: $${env:TEXT}",
        "password: ${TEXT}",
        // Constraints of texts.
        "blank: ' '",
        "full: ''",
        "sized: a",
        "sized: abcde",
        "word: ABC",
        "word: 'abc1'",
        // Lists and maps.
        "ports: 1",
        "ports: '1,2'",
        "ports: [x]",
        "ports: [~]",
        "ports: { a: 1 }",
        "hosts: [a, b, c]",
        "hosts: [[a]]",
        "modes: []",
        "modes: ''",
        "modes: [other]",
        "weights: [1]",
        "weights: ''",
        "weights: { a: x }",
        "weights: { a: }",
        "labels: {}",
        "labels: { a: b, c: d, e: f }",
        // Records.
        "pool: 5",
        "pool: []",
        "pool: { maxSize: 0 }",
        "pool: { minSize: 0 }",
        "pool: { maxSize: }\nother: 1",
        "replica: {}",
        "replica: { host: }",
        "replica: { port: 1 }",
        "replicas: { host: a }",
        "replicas: [ ~ ]",
        "replicas: [ { port: 1 } ]",
        "limits: { a: }",
        "limits: { a: 5 }",
        "limits: { a: { maxSize: 0 } }",
        "matrix: [ 1 ]",
        "matrix: [ [x] ]",
        // Keys.
        "nmae: x",
        "Size: 1",
        "maxSize: 1",
        // Common settings.
        "id: 0",
        "id: a",
        "description: [a]",
        "startup: eager",
        "startup: true",
        "critical: 1",
        "timeouts: 30s",
        "timeouts: { total: 30 }",
        "timeouts: { total: 0s }",
        "timeouts: { drain: -1s }",
        "timeouts: { retry: 1s }",
        "bulkhead: { maxConcurrent: 0 }",
        "bulkhead: { maxWaiting: -1 }",
      })
  void bothRefuse(String lines) {
    agree(SchemaDocument.connection(lines), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections: {}",
        "{ \"connections\": { \"a\": { \"type\": \"Described\", \"name\": \"x\" } } }",
        "$schema: a.json\nconnections: {}",
        "$schema:\nconnections: {}",
        "connections: {}\ndefaults:",
        "connections: {}\ndefaults: {}",
        "connections: {}\ndefaults: { startup: warn, critical: false, timeouts: { total: 5s }, bulkhead: {} }",
        "connections: {}\nprofiles:",
        "connections: {}\nprofiles: { p: }",
        "connections: {}\nprofiles: { p: {} , q: {} }",
        "connections: {}\nprofiles: { p: { defaults: { startup: warn }, connections: {} } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { size: 3 } } } }",
        "connections: {}\nprofiles: { p: { connections: { a: { type: Described, name: x } } } }",
        "connections: { a-1: { type: Described, name: x }, b: { type: Described, name: y } }",
      })
  void bothAcceptTheDocument(String document) {
    agree(document, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "text",
        "connections:",
        "connections: []",
        "connections: 5",
        "conections: {}",
        "connections: {}\nother: 1",
        "connections: { a: }",
        "connections: { a: 5 }",
        "connections: { a: {} }",
        "connections: { a: { name: x } }",
        "connections: { a: { type: , name: x } }",
        "connections: { a: { type: described, name: x } }",
        "connections: { a: { type: Other, name: x } }",
        "connections: { a: { type: Described } }",
        "connections: { A: { type: Described, name: x } }",
        "connections: { 1a: { type: Described, name: x } }",
        "connections: { a_b: { type: Described, name: x } }",
        "connections: { profile: { type: Described, name: x } }",
        "connections: {}\ndefaults: 5",
        "connections: {}\ndefaults: { id: 1 }",
        "connections: {}\ndefaults: { size: 1 }",
        "connections: {}\ndefaults: { startup: eager }",
        "connections: {}\nprofiles: { p: { connections: } }",
        "connections: {}\nprofiles: []",
        "connections: {}\nprofiles: { p: 5 }",
        "connections: {}\nprofiles: { p: { other: 1 } }",
        "connections: {}\nprofiles: { p: { defaults: { startup: eager } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { startup: eager } } } }",
      })
  void bothRefuseTheDocument(String document) {
    agree(document, false);
  }

  /** What a schema cannot see, because it judges one file, each value by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Whether what is referred to is there, and is what is wanted.
        "name: ${env:NOT_SET}",
        "name: ${file:/does/not/exist}",
        "size: ${env:TEXT}",
        "size: ${env:NUMBER}0",
        "url: http://a/${env:NOT_SET:- }",
        "sized: ${env:NOT_SET:-abcde}",
        // Ranges and widths of numbers in quotes.
        "size: '11'",
        "share: '1e999'",
        // Numbers that JSON and the runtime write differently.
        "size: 1.0",
        "size: 0x5",
        "share: 0o7",
        // Constraints of texts that are written like numbers.
        "sized: 12345",
        "word: 123",
        // Patterns that JSON Schema cannot express.
        "odd: b",
        // Parts of URLs.
        "url: http://",
        "url: http://[::1",
        // Rules across settings, and durations too long.
        "timeouts: { total: 5s, attempt: 6s }",
        "timeouts: { total: 366d }",
        "delay: 99999999999999999999s",
      })
  void onlyTheRuntimeRefuses(String lines) {
    String document = SchemaDocument.connection(lines);

    assertThat(schema.errors(document)).isEmpty();
    assertThat(violations(document)).isNotEmpty();
  }

  /** As above, where the whole document counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Clashes between connections.
        "connections: { a: { type: Described, name: x, id: 1 }, b: { type: Described, name: x, id: 1 } }",
        "connections: { a-b: { type: Described, name: x }, ab: { type: Described, name: x } }",
        // A profile's change of a connection whose type stands elsewhere.
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { size: 0 } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { other: 0 } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { b: { name: x } } } }",
        "connections: { a: { type: Described, name: x } }\nprofiles: { p: { connections: { a: { name: } } } }",
      })
  void onlyTheRuntimeRefusesTheDocument(String document) {
    assertThat(schema.errors(document)).isEmpty();
    assertThat(violations(document)).isNotEmpty();
  }

  /** Where a schema that accepted everything possible would be of no use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // The type has to be written out: it decides what else is allowed.
        "connections: { a: { type: '${env:NOT_SET:-Described}', name: x } }",
        // A list by a reference; it can only be an empty one.
        "connections: { a: { type: Described, name: x, ports: '${env:NOT_SET:-}' } }",
        // Characters outside of Unicode's first plane are one to JSON Schema, and two to Java.
        "connections: { a: { type: Described, name: x, sized: '\uD83D\uDE00' } }",
        // What is required may come from a profile, a variable, a property, code or another file.
        "connections: { a: { type: Described } }\nprofiles: { p: { connections: { a: { name: x } } } }",
        "connections: { a: { name: x } }\nprofiles: { p: { connections: { a: { type: Described } } } }",
        "profiles: { p: { connections: { a: { type: Described, name: x } } } }",
      })
  void onlyTheSchemaRefuses(String document) {
    assertThat(schema.errors(document)).isNotEmpty();
    assertThat(violations(document)).isEmpty();
  }

  @Test
  void errorsAreAboutTheChosenTypeOnly() {
    assertThat(schema.errors(SchemaDocument.connection("sise: 1")))
        .singleElement()
        .asString()
        .contains("sise");
    assertThat(schema.errors("connections: { a: { type: Described } }"))
        .singleElement()
        .asString()
        .contains("name");
  }

  private static void agree(String document, boolean accepted) {
    List<String> violations = violations(document);
    List<String> errors = schema.errors(document);

    assertThat(violations.isEmpty()).as("the runtime: %s", violations).isEqualTo(accepted);
    assertThat(errors.isEmpty()).as("the schema: %s", errors).isEqualTo(accepted);
  }

  private static List<String> violations(String document) {
    ConnectionsConfiguration recipe =
        ConnectionsConfiguration.ofText("test.yaml", document)
            .environment(ENVIRONMENT)
            .secretResolver(key -> Optional.of("secret of " + key));
    LoadedConfiguration loaded =
        ConfigurationLoader.load(document.contains(" p: ") ? recipe.profile("p") : recipe);
    for (ConfiguredConnection connection : loaded.connections()) {
      if (connection.typeName().equals("Described")) {
        binder.bind(connection.node());
      } else {
        connection.reportUnknownType(List.of("Described"));
      }
    }
    try {
      loaded.finish();
      return List.of();
    } catch (ConnectionConfigurationException refused) {
      return String.valueOf(refused.getMessage()).lines().toList();
    }
  }
}
