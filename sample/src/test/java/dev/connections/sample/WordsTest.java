package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents, messages and public names keep to the words of {@code docs/glossary.md}. */
class WordsTest {

  private static final Path ROOT = Path.of("..");

  /** The page that names the words, and those that runners write or that quote their output. */
  private static final Set<String> OTHERS =
      Set.of(
          "glossary.md",
          "benchmarks.md",
          "best-messages.md",
          "errors.md",
          "field-reports.md",
          "outside.md",
          "telemetry.md",
          "trap-suite.md");

  private static final List<Path> MODULES =
      List.of(
          ROOT.resolve("connections-annotations"),
          ROOT.resolve("connections-runtime"),
          ROOT.resolve("connections-pooling"),
          ROOT.resolve("connections-processor"),
          ROOT.resolve("connections-testing"),
          ROOT.resolve("connections-types"));

  /** Code and the targets of links. */
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "(?ms)^```.*?^```|`[^`]*`|(?<=\\])\\([^)\\s]*\\)|<!--.*?-->|https?://\\S+|^    \\S.*?$");

  private static final Pattern EXPORT = Pattern.compile("(?m)^\\s*exports\\s+([\\w.]+)\\s*;");

  @Test
  void documentsUseNoneOfTheWordsToAvoid() throws IOException {
    WordsToAvoid words = WordsToAvoid.read();
    List<String> found = new ArrayList<>();
    for (Path page : pages()) {
      String prose =
          NO_PROSE
              .matcher(Files.readString(page))
              .replaceAll((MatchResult code) -> "`" + "\n".repeat(newlines(code.group())) + "`");
      found.addAll(words.in(page.getFileName().toString(), 1, prose));
    }

    assertThat(found).isEmpty();
  }

  @Test
  void messagesAndPublishedNamesUseNoneOfTheWordsToAvoid() throws IOException {
    WordsToAvoid words = WordsToAvoid.read();
    List<String> found =
        SourceTexts.of(sources(MODULES), exportedPackages()).stream()
            .flatMap(text -> words.in(text.file(), text.line(), text.text()).stream())
            .toList();
    Files.write(Path.of("target", "words-to-avoid.txt"), found);

    assertThat(found).isEmpty();
  }

  @Test
  void aWordIsFoundWithItsPlaceWhateverItsCaseAndLineBreaks() throws IOException {
    assertThat(WordsToAvoid.read().in("page", 7, "A call is\nUnder\nway; its behaviour is fine."))
        .containsExactlyInAnyOrder(
            "page:8: \"Under way\": in flight, running", "page:9: \"behaviour\": behavior");
  }

  @Test
  void namesAndCommentsOfWhatIsNotPublishedDoNotCount() throws IOException {
    Set<String> exported = exportedPackages();
    List<SourceTexts.Text> all = SourceTexts.of(sources(MODULES), exported);

    assertThat(exported).contains("dev.connections", "dev.connections.sql");
    assertThat(all)
        .extracting(SourceTexts.Text::text)
        .contains("Acquire Timeout Exception", "is Before Send", "NOT SENT")
        .doesNotContain("Pipeline", "Default Sql Connection");
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !OTHERS.contains(page.getFileName().toString()))
          .toList();
    }
  }

  private static List<Path> sources(List<Path> modules) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : modules) {
      try (Stream<Path> files = Files.walk(module)) {
        files
            .filter(file -> file.toString().contains("/src/main/java/".replace('/', separator())))
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .sorted()
            .forEach(sources::add);
      }
    }
    return sources;
  }

  private static Set<String> exportedPackages() throws IOException {
    List<String> descriptors = new ArrayList<>();
    for (Path module : MODULES) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file :
            files
                .filter(each -> each.endsWith(Path.of("src", "main", "java", "module-info.java")))
                .toList()) {
          descriptors.add(Files.readString(file));
        }
      }
    }
    return descriptors.stream()
        .flatMap(descriptor -> EXPORT.matcher(descriptor).results())
        .map(export -> export.group(1))
        .collect(Collectors.toSet());
  }

  private static char separator() {
    return java.io.File.separatorChar;
  }
}
