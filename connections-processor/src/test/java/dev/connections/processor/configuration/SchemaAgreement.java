package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.SchemaUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Compares what the runtime said of a document with what the schema says. */
final class SchemaAgreement {

  /** What a schema cannot see: rules across settings. */
  private static final List<Pattern> BEYOND_SCHEMAS =
      List.of(
          Pattern.compile(": is refused: "),
          // A pattern with flags is not portable.
          Pattern.compile("several = .* matches \\(\\?i\\)"));

  private SchemaAgreement() {}

  /** The schema that was written beside a binder. */
  static SchemaUnderTest schema(Path classes, String binder) throws IOException {
    return new SchemaUnderTest(Files.readString(file(classes, binder)));
  }

  /** Fails unless the schema accepts what has no violation, and refuses what has one it can see. */
  static void check(List<Path> classPath, String binder, String document, List<String> violations)
      throws IOException {
    Path classes =
        classPath.stream()
            .filter(each -> Files.exists(file(each, binder)))
            .findFirst()
            .orElseThrow();
    List<String> visible =
        violations.stream()
            .filter(
                violation ->
                    BEYOND_SCHEMAS.stream()
                        .map(Pattern::asPredicate)
                        .noneMatch(beyond -> beyond.test(violation)))
            .toList();
    List<String> errors = schema(classes, binder).errors(document);
    assertThat(errors.isEmpty())
        .as("the schema says %s, the runtime %s, of\n%s", errors, violations, document)
        .isEqualTo(visible.isEmpty());
  }

  private static Path file(Path classes, String binder) {
    return Objects.requireNonNull(classes.resolve("META-INF/connections"))
        .resolve(binder + ".schema.json");
  }
}
