package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.internal.configuration.ConfiguredConnection;
import dev.connections.internal.configuration.LoadedConfiguration;
import dev.connections.processor.testkit.SchemaUnderTest;
import dev.connections.spi.binding.ConfigurationBinder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The generated binder of a record, and the schema beside it, which judge the same documents. */
final class AgreedConfiguration implements AutoCloseable {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "NUMBER",
          "5",
          "TEXT",
          "abc",
          "FLAG",
          "true",
          "LIMIT",
          "3s",
          "URL",
          "http://a",
          "KIND",
          "anonymous");

  private final String type;
  private final URLClassLoader loader;
  private final ConfigurationBinder<?> binder;
  private final SchemaUnderTest schema;

  private AgreedConfiguration(
      String type, URLClassLoader loader, ConfigurationBinder<?> binder, SchemaUnderTest schema) {
    this.type = type;
    this.loader = loader;
    this.binder = binder;
    this.schema = schema;
  }

  /** Compiles one of the good configurations into a directory. */
  static AgreedConfiguration compile(Path output, String name)
      throws IOException, ReflectiveOperationException {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, name);
    String binder = "app." + name + "Binder";
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {output.toUri().toURL()}, AgreedConfiguration.class.getClassLoader());
    return new AgreedConfiguration(
        name,
        loader,
        (ConfigurationBinder<?>) loader.loadClass(binder).getConstructor().newInstance(),
        SchemaAgreement.schema(output, binder));
  }

  SchemaUnderTest schema() {
    return schema;
  }

  /** What the schema finds wrong. */
  List<String> errors(String document) {
    return schema.errors(document);
  }

  /** What the runtime finds wrong. */
  List<String> violations(String document) {
    ConnectionsConfiguration recipe =
        ConnectionsConfiguration.ofText("test.yaml", document)
            .environment(ENVIRONMENT)
            .secretResolver(key -> Optional.of("secret of " + key));
    LoadedConfiguration loaded =
        ConfigurationLoader.load(document.contains(" p: ") ? recipe.profile("p") : recipe);
    for (ConfiguredConnection connection : loaded.connections()) {
      if (connection.typeName().equals(type)) {
        connection.endpoints().forEach(endpoint -> binder.bind(endpoint.node()));
      } else {
        connection.reportUnknownType(List.of(type));
      }
    }
    try {
      loaded.finish();
      return List.of();
    } catch (ConnectionConfigurationException refused) {
      return String.valueOf(refused.getMessage()).lines().toList();
    }
  }

  /** Fails unless both accept or both refuse. */
  void agree(String document, boolean accepted) {
    List<String> violations = violations(document);
    List<String> errors = errors(document);

    assertThat(violations.isEmpty()).as("the runtime: %s", violations).isEqualTo(accepted);
    assertThat(errors.isEmpty()).as("the schema: %s", errors).isEqualTo(accepted);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
