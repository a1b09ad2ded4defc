package dev.connections.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/words-to-avoid.txt}: finds its words in a text. */
record WordsToAvoid(List<Word> words) {

  private static final String ARROW = " -> ";

  /** Words that are avoided, and what is written instead. */
  record Word(Pattern pattern, String instead) {

    private static Word of(String line) {
      int arrow = line.indexOf(ARROW);
      if (arrow < 0) {
        throw new IllegalArgumentException("No \"" + ARROW + "\" in " + line);
      }
      String words = line.substring(0, arrow).strip().replace(" ", "\\s+");
      return new Word(
          Pattern.compile("(?<!\\w)(?:" + words + ")(?!\\w)", Pattern.CASE_INSENSITIVE),
          line.substring(arrow + ARROW.length()).strip());
    }
  }

  static WordsToAvoid read() throws IOException {
    try (var lines = Files.lines(Path.of("..", "docs", "words-to-avoid.txt"))) {
      return new WordsToAvoid(
          lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(Word::of).toList());
    }
  }

  /**
   * What is found in a text, one line each.
   *
   * @param where the name of the text
   * @param firstLine the number of its first line
   */
  List<String> in(String where, long firstLine, String text) {
    List<String> found = new ArrayList<>();
    for (Word word : words) {
      Matcher matcher = word.pattern().matcher(text);
      while (matcher.find()) {
        long line = firstLine + text.substring(0, matcher.start()).lines().count();
        if (matcher.start() > 0 && text.charAt(matcher.start() - 1) != '\n') {
          line--; // the line that the words are in has begun already
        }
        found.add(
            "%s:%d: \"%s\": %s"
                .formatted(where, line, matcher.group().replaceAll("\\s+", " "), word.instead()));
      }
    }
    return found;
  }
}
