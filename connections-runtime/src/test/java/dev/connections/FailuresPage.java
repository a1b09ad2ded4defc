package dev.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that explains all failures: its sections by their codes. */
public final class FailuresPage {

  private static final Pattern SECTION =
      Pattern.compile("^## (\\S+)$(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern OUTCOMES =
      Pattern.compile("^\\*\\*Outcome\\*\\*: (.+)$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("`([A-Z_]+)`");

  private FailuresPage() {}

  /** The text of each section, in the page's order. */
  public static Map<String, String> sections() {
    try {
      Map<String, String> sections = new LinkedHashMap<>();
      Matcher found = SECTION.matcher(Files.readString(Path.of("../docs/failures.md")));
      while (found.find()) {
        sections.put(found.group(1), found.group(2));
      }
      return sections;
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The outcomes that a section promises. */
  public static Set<String> outcomes(String code) {
    Set<String> outcomes = new TreeSet<>();
    Matcher line = OUTCOMES.matcher(sections().getOrDefault(code, ""));
    if (line.find()) {
      Matcher word = WORD.matcher(line.group(1));
      while (word.find()) {
        outcomes.add(word.group(1));
      }
    }
    return outcomes;
  }
}
