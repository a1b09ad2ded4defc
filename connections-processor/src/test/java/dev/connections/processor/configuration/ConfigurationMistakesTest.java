package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.ChosenCompilers;
import dev.connections.processor.testkit.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code configuration/bad} is compiled by every compiler, and must give exactly the
 * messages, at the lines, that the {@code .expected} file beside it says. See {@link Goldens} for
 * how to write those files anew.
 */
@Timeout(60)
class ConfigurationMistakesTest {

  @TempDir Path output;

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("mistakes")
  void mistakesAreReportedAtTheirLinesAndOnlyThey(String name, JavaCompilerUnderTest compiler)
      throws IOException {
    Path source = folder().resolve(name + ".java");
    Path expected = folder().resolve(name + ".expected");

    ConfigurationCompilation compilation =
        ConfigurationCompilation.withBinders(
            compiler, output, List.of(), Map.of("app." + name, Files.readString(source)));

    Goldens.compare(expected, compilation.text() + "\n");
    assertThat(compilation.succeeded()).isFalse();
  }

  static Stream<Arguments> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .sorted()
              .toList();
      assertThat(names).isNotEmpty();
      return names.stream()
          .flatMap(
              name ->
                  ChosenCompilers.of(JavaCompilerUnderTest.class)
                      .map(compiler -> Arguments.of(name, compiler)));
    }
  }

  private static Path folder() {
    return Path.of("src", "test", "resources", "configuration", "bad");
  }
}
