package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written about a configuration, in full: the files in {@code expected}. */
class DescribedConfigurationTest {

  private static final Path EXPECTED = Sources.folder("configuration/expected");

  /** By which the tests of the runtime judge their documents; they have no processor. */
  private static final Path OF_RUNTIME =
      Path.of("..", "connections-runtime/src/test/resources/store.schema.json");

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

  @Test
  void theTestsOfTheRuntimeHaveTheSchemaOfTheirRecord() throws Exception {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, "Store");

    Goldens.compare(
        OF_RUNTIME,
        Files.readString(output.resolve("META-INF/connections/app.StoreBinder.schema.json")));
  }

  private String written(JavaCompilerUnderTest compiler, String ending) throws Exception {
    GoodConfiguration.compile(compiler, output, "Described");
    return Files.readString(output.resolve("META-INF/connections/app.DescribedBinder" + ending));
  }
}
