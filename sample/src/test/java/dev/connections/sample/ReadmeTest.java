package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the README and the pages beside it show is what the build compiles. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern COMPILED =
      Pattern.compile("<!-- compiled: (\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  private static final List<String> PAGES =
      List.of(
          "README.md",
          "docs/failures.md",
          "docs/getting-started.md",
          "docs/new-type.md",
          "docs/operations.md",
          "docs/rest.md",
          "docs/sql.md",
          "docs/testing.md",
          "docs/using-client.md");

  @ParameterizedTest
  @FieldSource("PAGES")
  void everyMarkedExampleStandsWordForWordInTheFileItNames(String page) throws IOException {
    String text = Files.readString(ROOT.resolve(page));
    Matcher examples = COMPILED.matcher(text);
    int found = 0;
    while (examples.find()) {
      found++;
      String file = withoutSpaces(Files.readString(ROOT.resolve(examples.group(1))));
      String example = examples.group(2);
      assertThat(example).as("example of %s", examples.group(1)).isNotBlank();
      assertThat(file).as(examples.group(1)).contains(withoutSpaces(example));
    }
    assertThat(found)
        .as("examples of %s that are marked", page)
        .isPositive()
        .isEqualTo(text.split("```java\n", -1).length - 1);
  }

  @Test
  void tryItAndTestItHaveExactlyOneCommandEach() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(commands(readme, "Try it")).containsExactly("mvn -f try");
    assertThat(commands(readme, "Test it")).singleElement().asString().startsWith("mvn ");
  }

  private static List<String> commands(String readme, String heading) {
    int begin = readme.indexOf("\n## " + heading + "\n");
    assertThat(begin).as("heading %s", heading).isNotNegative();
    int end = readme.indexOf("\n## ", begin + 1);
    Matcher blocks =
        Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL).matcher(readme.substring(begin, end));
    assertThat(blocks.find()).as("a command under %s", heading).isTrue();
    List<String> lines = blocks.group(1).lines().toList();
    assertThat(blocks.find()).as("a second command under %s", heading).isFalse();
    return lines;
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s+", "");
  }
}
