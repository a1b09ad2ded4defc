package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sources in {@code configuration/good}: compiled without a word, then bound. */
final class GoodConfiguration {

  private static final Path FOLDER = Path.of("src", "test", "resources", "configuration", "good");

  private GoodConfiguration() {}

  static void compile(JavaCompilerUnderTest compiler, Path output, String name) throws IOException {
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler,
            output,
            List.of(),
            Map.of("app." + name, Files.readString(FOLDER.resolve(name + ".java"))));
    assertThat(compilation.text()).isEmpty();
    assertThat(compilation.succeeded()).isTrue();
  }
}
