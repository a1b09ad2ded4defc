package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Jars;
import dev.connections.processor.testkit.SchemaUnderTest;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's registry comes with a schema and a reference, a library's does not. */
class DescriptionFilesTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void anApplicationDescribesItsOwnTypesAndThoseOfIncludedJars(TestCompiler compiler)
      throws Exception {
    Compiled library =
        new Compiler(compiler, directory.resolve("library"))
            .compile(Sources.in(Sources.folder("good/library")));
    Path jar = Jars.of(library.classes(), directory.resolve("library.jar"));
    Compiled application =
        new Compiler(compiler, directory.resolve("application"))
            .with(jar)
            .compile(Sources.in(Sources.folder("good/including")));
    assertThat(application.report()).isEmpty();

    assertThat(library.classes().resolve("META-INF/connections"))
        .isDirectoryContaining("glob:**.properties")
        .isDirectoryNotContaining("glob:**.json");
    assertThat(library.classes().resolve("META-INF/connections/lib.LibTypes.md"))
        .content()
        .contains("\n## Frugal\n", "| `url` | text | required |")
        .doesNotContain("timeouts");
    Path written = application.classes().resolve("META-INF/connections");
    SchemaUnderTest schema =
        new SchemaUnderTest(Files.readString(written.resolve("shop.ConnectionTypes.schema.json")));
    assertThat(schema.errors("connections: { a: { type: Shop, url: x } }")).isEmpty();
    assertThat(schema.errors("connections: { a: { type: Frugal, url: x } }")).isEmpty();
    assertThat(schema.errors("connections: { a: { type: Frugal, ulr: x } }")).isNotEmpty();
    assertThat(schema.errors("connections: { a: { type: Lost, url: x } }")).isNotEmpty();
    assertThat(Files.readString(written.resolve("shop.ConnectionTypes.md")))
        .contains("\n## Shop\n", "\n## Frugal\n", "| `url` | text | required |");
  }
}
