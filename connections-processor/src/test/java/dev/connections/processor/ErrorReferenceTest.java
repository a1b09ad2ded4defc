package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.PrintedMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/errors.md} is made of {@link ProblemCode}, with a message of each as it is printed:
 * from the cases of {@link BadCasesTest}, which are compared with real compilations.
 */
class ErrorReferenceTest {

  private static final Pattern CODE = Pattern.compile("CONN-\\d+");

  /** These are made of real messages. */
  private static final Set<String> GENERATED_PAGES = Set.of("errors.md", "best-messages.md");

  /** Why there is no case for these: they need more than sources and libraries. */
  private static final Map<ProblemCode, String> WITHOUT_CASE =
      new EnumMap<>(
          Map.of(
              ProblemCode.PROCESSOR_FAILED, "a bug of ours: RoundsTest",
              ProblemCode.TYPE_TOO_LATE, "needs another processor: RoundsTest",
              ProblemCode.FACTORY_CONSTRUCTOR_PROMISED, "needs Lombok: integration tests",
              ProblemCode.CLASS_NOT_ON_PATH, "needs half a library: MissingClassTest",
              ProblemCode.NO_DAGGER_MODULE, "needs a class path without Dagger: DaggerTest"));

  @Test
  void theReferenceSaysWhatTheProcessorSays() {
    Goldens.compare(Path.of("..", "docs", "errors.md"), reference());
  }

  @Test
  void everyCodeHasACaseButForThoseThatNeedMore() {
    PrintedMessages printed = PrintedMessages.ofAllCases();
    Set<ProblemCode> without =
        Stream.of(ProblemCode.values())
            .filter(code -> printed.first(code).isEmpty())
            .collect(Collectors.toSet());
    assertThat(without).isEqualTo(WITHOUT_CASE.keySet());
  }

  /** An outsider was told "See: docs/errors.md#conn-321", which no user has. */
  @Test
  void thePageThatMessagesReferToIsWhereTheProcessorIs() throws IOException {
    try (InputStream page =
        ProblemCode.class.getResourceAsStream("/META-INF/connections/errors.md")) {
      assertThat(page).isNotNull();
      String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
      for (ProblemCode code : ProblemCode.values()) {
        assertThat(text).contains("### " + code.code() + "\n");
      }
    }
  }

  /**
   * README once named CONN-319 where CONN-321 was meant. Both exist, so each page's codes are
   * listed here by their meaning.
   */
  @Test
  void everyCodeThatAPageNamesIsTheOneThatIsMeant() throws IOException {
    Path root = Path.of("..");
    Map<String, Set<String>> named = new TreeMap<>();
    try (Stream<Path> pages = Files.list(root.resolve("docs"))) {
      for (Path page : Stream.concat(Stream.of(root.resolve("README.md")), pages).toList()) {
        Set<String> codes =
            CODE.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!codes.isEmpty() && !GENERATED_PAGES.contains(page.getFileName().toString())) {
          named.put(root.relativize(page).toString(), codes);
        }
      }
    }
    assertThat(named)
        .isEqualTo(
            Map.of(
                "docs/getting-started.md",
                    codes(ProblemCode.SET_FORGOTTEN, ProblemCode.SET_WITHOUT_OPENER),
                "docs/design-decisions.md",
                    codes(
                        ProblemCode.CLASS_NOT_ON_PATH,
                        ProblemCode.ACCESSOR_UNNAMED,
                        ProblemCode.INCLUDE_ITSELF),
                "docs/field-reports.md",
                    codes(
                        ProblemCode.UNSUPPORTED_SETTING_TYPE,
                        ProblemCode.CONSTRAINT_ON_TYPE_ARGUMENT)));
  }

  private static Set<String> codes(ProblemCode... codes) {
    return Stream.of(codes).map(ProblemCode::code).collect(Collectors.toSet());
  }

  @Test
  void noTwoCodesAreOne() {
    assertThat(Stream.of(ProblemCode.values()).map(ProblemCode::code)).doesNotHaveDuplicates();
  }

  private static String reference() {
    PrintedMessages printed = PrintedMessages.ofAllCases();
    StringBuilder text = new StringBuilder();
    text.append("# What the processor reports\n\n");
    text.append(
        "<!-- Generated from ProblemCode by ErrorReferenceTest (-Dgoldens=update). -->\n\n");
    text.append("Every message has a code, what is wrong, and what to do. ");
    text.append("‹Words in such quotes› stand for what your code says. ");
    text.append("Errors fail the compilation, warnings and notes do not. ");
    text.append("This page is in the processor's jar, too, as META-INF/connections/errors.md.\n");
    String chapter = "";
    for (ProblemCode code :
        Stream.of(ProblemCode.values()).sorted(Comparator.comparing(ProblemCode::code)).toList()) {
      String next = chapter(code);
      if (!next.equals(chapter)) {
        chapter = next;
        text.append("\n## ").append(chapter).append("\n");
      }
      text.append(entry(code, printed.first(code).map(PrintedMessages.Printed::text)));
    }
    return text.toString();
  }

  private static String chapter(ProblemCode code) {
    return switch (code.code().charAt("CONN-".length())) {
      case '1' -> "Connection types";
      case '2' -> "Registries";
      case '3' -> "Connection sets";
      case '4' -> "Configuration records";
      default -> "The processor itself";
    };
  }

  private static String entry(ProblemCode code, Optional<String> example) {
    String severity = code.severity().name().toLowerCase(Locale.ROOT);
    return "\n### "
        + code.code()
        + "\n\n"
        + "*"
        + severity
        + "*: "
        + escaped(code.text())
        + "\n\n**Fix**: "
        + escaped(code.hint())
        + ".\n"
        + example.map(printed -> "\n```text\n" + printed + "\n```\n").orElse("");
  }

  /** Types with arguments are no tags, and stars are no emphasis. */
  private static String escaped(String text) {
    return text.replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replaceAll("\\R", "; ");
  }
}
