package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written about a configuration, in full: the files in {@code expected}. */
class DescribedConfigurationTest {

  private static final Path EXPECTED = Sources.folder("configuration/expected");

  @TempDir private Path output;

  @ParameterizedTest
  @EnumSource
  void schemaAndReferenceAreAsExpectedOnEveryCompiler(JavaCompilerUnderTest compiler)
      throws Exception {
    Goldens.compare(EXPECTED.resolve("Described.schema.json"), written(compiler, ".schema.json"));
    Goldens.compare(EXPECTED.resolve("Described.md"), written(compiler, ".md"));
  }

  @Test
  void theExampleOfTheReferenceIsAccepted() throws Exception {
    String reference = written(JavaCompilerUnderTest.JAVAC, ".md");
    int begin = reference.indexOf("```yaml\n") + "```yaml\n".length();
    String example = reference.substring(begin, reference.indexOf("```", begin));

    assertThat(BoundConfiguration.bind(output, "app.DescribedBinder", example).violations())
        .isEmpty();
  }

  private String written(JavaCompilerUnderTest compiler, String ending) throws Exception {
    String source =
        Files.readString(Sources.folder("configuration/good").resolve("Described.java"));
    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler, output, List.of(), Map.of("app.Described", source));
    assertThat(compilation.text()).isEmpty();
    return Files.readString(output.resolve("META-INF/connections/app.DescribedBinder" + ending));
  }
}
