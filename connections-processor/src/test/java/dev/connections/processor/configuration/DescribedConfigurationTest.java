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
    String example = example(written(JavaCompilerUnderTest.JAVAC, ".md"));

    assertThat(BoundConfiguration.bind(output, "app.DescribedBinder", example).violations())
        .isEmpty();
  }

  /** A url that had to begin with jdbc: was shown as {@code url: example}, and refused. */
  @ParameterizedTest
  @EnumSource
  void theExampleHasWhatTheAuthorGivesWhereTheRecordRefusesWhatIsMadeUp(
      JavaCompilerUnderTest compiler) throws Exception {
    GoodConfiguration.compile(compiler, output, "Exampled");
    Path written = output.resolve("META-INF/connections");
    String reference = Files.readString(written.resolve("app.ExampledBinder.md"));
    assertThat(reference)
        .contains(
            "| `url` | text | required | a text that is not blank, such as `jdbc:orders:main` | |",
            "| `region` | text | nothing | such as `eu-1` | |",
            "| `mode` | choice | required | `read_only`, `read_write` | |");
    assertThat(Files.readString(written.resolve("app.ExampledBinder.schema.json")))
        .contains(
            "\"examples\": [\"jdbc:orders:main\"]",
            "\"examples\": [[\"a.example.com:9092\", \"b.example.com:9092\"]]",
            "\"examples\": [\"eu-1\"]");

    assertThat(
            BoundConfiguration.bind(
                    List.of(output),
                    "app.ExampledBinder",
                    example(reference),
                    Map.of("MY_PASSWORD", "hunter2"))
                .violations())
        .isEmpty();
  }

  @Test
  void theTestsOfTheRuntimeHaveTheSchemaOfTheirRecord() throws Exception {
    GoodConfiguration.compile(JavaCompilerUnderTest.JAVAC, output, "Store");

    Goldens.compare(
        OF_RUNTIME,
        Files.readString(output.resolve("META-INF/connections/app.StoreBinder.schema.json")));
  }

  private static String example(String reference) {
    int begin = reference.indexOf("```yaml\n") + "```yaml\n".length();
    return reference.substring(begin, reference.indexOf("```", begin));
  }

  private String written(JavaCompilerUnderTest compiler, String ending) throws Exception {
    GoodConfiguration.compile(compiler, output, "Described");
    return Files.readString(output.resolve("META-INF/connections/app.DescribedBinder" + ending));
  }
}
