package dev.connections.processor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.SchemaUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Compares what the runtime said of a document with what the schema says. */
final class SchemaAgreement {

  /** What the schema must not refuse, though the runtime does. Everything else it must refuse. */
  private enum BeyondSchemas {
    CONSTRUCTORS("a schema knows nothing of the code in constructors", ": is rejected: "),
    RULES_OF_RULED(
        "a schema knows nothing of the code in the validate methods of the test's record Ruled",
        ": (?:has neither host nor ranges|hots is misspelt by the rule|ends before it begins)",
        ": (?:is more than maxSize|is less than minIdle|stands beside ranges|is not \\*\\*\\*)"),
    VARIABLES("a schema judges the file, not what variables give", "^variable "),
    UNITS(
        "a schema has no arithmetic for numbers with units, but for those that are nothing",
        " = \"(?=[^\"]*[1-9])[^\"]*\": is not allowed; allowed: .* (?:\\d+ bytes|[\\d.]+%)$"),
    FLAGS("a pattern with flags is not portable", "several = .* matches \\(\\?i\\)");

    private final String reason;
    private final List<Pattern> violations;

    BeyondSchemas(String reason, String... violations) {
      this.reason = reason;
      this.violations = List.of(violations).stream().map(Pattern::compile).toList();
    }

    private boolean isWhy(String violation) {
      return violations.stream().anyMatch(pattern -> pattern.matcher(violation).find());
    }
  }

  private static final Pattern MISSING = Pattern.compile("required property '.*' not found$");

  private SchemaAgreement() {}

  /** The schema that was written beside a binder. */
  static SchemaUnderTest schema(Path classes, String binder) throws IOException {
    return new SchemaUnderTest(Files.readString(file(classes, binder)));
  }

  /**
   * Fails unless the schema accepts what has no violation, and refuses what has one it can see.
   *
   * @param environment the variables, which may give what the document leaves out
   */
  static void check(
      List<Path> classPath,
      String binder,
      String document,
      Map<String, String> environment,
      List<String> violations)
      throws IOException {
    Path classes =
        classPath.stream()
            .filter(each -> Files.exists(file(each, binder)))
            .findFirst()
            .orElseThrow();
    List<BeyondSchemas> beyond =
        List.of(BeyondSchemas.values()).stream()
            .filter(each -> violations.stream().anyMatch(each::isWhy))
            .toList();
    List<String> visible =
        violations.stream()
            .filter(violation -> beyond.stream().noneMatch(each -> each.isWhy(violation)))
            .toList();
    boolean overridden =
        environment.keySet().stream().anyMatch(name -> name.startsWith("CONNECTIONS__"));
    // What the document leaves out and a variable gives is missing to the schema alone.
    List<String> errors =
        schema(classes, binder).errors(document).stream()
            .filter(error -> !(overridden && MISSING.matcher(error).find()))
            .toList();
    assertThat(errors.isEmpty())
        .as(
            "the schema says %s, the runtime %s (not to be seen: %s), of\n%s",
            errors, violations, beyond.stream().map(each -> each.reason).toList(), document)
        .isEqualTo(visible.isEmpty());
  }

  private static Path file(Path classes, String binder) {
    return Objects.requireNonNull(classes.resolve("META-INF/connections"))
        .resolve(binder + ".schema.json");
  }
}
