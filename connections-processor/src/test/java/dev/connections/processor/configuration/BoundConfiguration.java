package dev.connections.processor.configuration;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.internal.configuration.ConfiguredConnection;
import dev.connections.internal.configuration.ConfiguredEndpoint;
import dev.connections.internal.configuration.LoadedConfiguration;
import dev.connections.spi.binding.ConfigurationBinder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a generated binder made of a text, through the runtime's own configuration.
 *
 * @param record the record as text; null if it was refused
 * @param violations everything that was wrong, one line each
 * @param notes what was no mistake but should be known
 */
record BoundConfiguration(@Nullable String record, List<String> violations, List<String> notes) {

  /** Without notes. */
  BoundConfiguration(@Nullable String record, List<String> violations) {
    this(record, violations, List.of());
  }

  /** Loads a compiled binder and binds the one connection of a document. */
  static BoundConfiguration bind(Path classes, String binderName, String document)
      throws IOException, ReflectiveOperationException {
    return bind(List.of(classes), binderName, document);
  }

  static BoundConfiguration bind(List<Path> classPath, String binderName, String document)
      throws IOException, ReflectiveOperationException {
    return bind(classPath, binderName, document, Map.of("DB_PASSWORD", "hunter2"));
  }

  static BoundConfiguration bind(
      List<Path> classPath, String binderName, String document, Map<String, String> environment)
      throws IOException, ReflectiveOperationException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls, BoundConfiguration.class.getClassLoader())) {
      ConfigurationBinder<?> binder =
          (ConfigurationBinder<?>) loader.loadClass(binderName).getConstructor().newInstance();
      LoadedConfiguration loaded =
          ConfigurationLoader.load(
              ConnectionsConfiguration.ofText("test.yaml", document).environment(environment));
      Object bound = null;
      for (ConfiguredConnection connection : loaded.connections()) {
        for (ConfiguredEndpoint endpoint : connection.endpoints()) {
          bound = binder.bind(endpoint.node());
        }
      }
      List<String> violations = violations(loaded);
      SchemaAgreement.check(classPath, binderName, document, environment, violations);
      return new BoundConfiguration(
          bound == null ? null : bound.toString(), violations, loaded.notes());
    }
  }

  private static List<String> violations(LoadedConfiguration loaded) {
    try {
      loaded.finish();
      return List.of();
    } catch (ConnectionConfigurationException refused) {
      return String.valueOf(refused.getMessage())
          .lines()
          .filter(line -> line.startsWith("  "))
          .map(String::strip)
          .toList();
    }
  }
}
