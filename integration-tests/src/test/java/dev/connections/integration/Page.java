package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation, and what a reader copies out of it. */
final class Page {

  private static final Pattern POM =
      Pattern.compile("<!-- pom -->\\n```xml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CONFIGURATION =
      Pattern.compile("```yaml\\n# connections.yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("<!-- compiled: (\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HEADER = Pattern.compile("(?m)^(?:package|import) .*;$");

  private final String name;
  private final String text;

  private Page(String name) {
    this.name = name;
    this.text = file(Outer.ROOT.resolve(name));
  }

  /** The page with a path in the repository. */
  static Page of(String name) {
    return new Page(name);
  }

  /** The project that it tells a newcomer to write. */
  String pom() {
    return only(POM);
  }

  /** Its {@code connections.yaml}. */
  String configuration() {
    return only(CONFIGURATION);
  }

  /**
   * Its Java code whose file is below a folder, by the path below it. An editor adds the package
   * and the imports, so they are taken from the file that the code is an excerpt of.
   */
  Map<String, String> code(String folder) {
    Map<String, String> sources = new LinkedHashMap<>();
    Matcher code = CODE.matcher(text);
    while (code.find()) {
      String file = code.group(1);
      if (file.startsWith(folder)) {
        sources.put(
            file.substring(folder.length()), header(Outer.ROOT.resolve(file)) + code.group(2));
      }
    }
    assertThat(sources).as("code of %s from %s", name, folder).isNotEmpty();
    return sources;
  }

  private static String header(Path file) {
    return HEADER
            .matcher(file(file))
            .results()
            .map(line -> line.group() + "\n")
            .collect(Collectors.joining())
        + "\n";
  }

  private String only(Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s has %s", name, pattern).isTrue();
    String found = matcher.group(1);
    assertThat(matcher.find()).as("%s has it twice: %s", name, pattern).isFalse();
    return found;
  }

  static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
