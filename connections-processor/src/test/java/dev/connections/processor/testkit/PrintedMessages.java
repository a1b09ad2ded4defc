package dev.connections.processor.testkit;

import dev.connections.processor.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages as javac prints them, out of the expected texts of the cases. */
public final class PrintedMessages {

  private static final Pattern IN_CASE =
      Pattern.compile(
          "^(\\w+) (\\S+:\\d+)\\n((CONN-\\d+): (?s:.*?)\\n {2}See: \\S+)$", Pattern.MULTILINE);
  private static final Pattern IN_CONFIGURATION =
      Pattern.compile(
          "^(\\d+): (\\w+): ((CONN-\\d+): (?s:.*?)\\n {2}See: \\S+)$", Pattern.MULTILINE);

  private final Map<String, String> examples = new HashMap<>();

  private PrintedMessages() {}

  /** Of every code the first message, by the name of its case. */
  public static PrintedMessages ofAllCases() {
    PrintedMessages printed = new PrintedMessages();
    for (Path file : files("bad", "expected.txt")) {
      Matcher matcher = IN_CASE.matcher(read(file));
      while (matcher.find()) {
        printed.add(matcher.group(4), matcher.group(2), matcher.group(1), matcher.group(3));
      }
    }
    for (Path file : files("configuration/bad", ".expected")) {
      String source = file.getFileName().toString().replace(".expected", ".java");
      Matcher matcher = IN_CONFIGURATION.matcher(read(file));
      while (matcher.find()) {
        printed.add(
            matcher.group(4), source + ":" + matcher.group(1), matcher.group(2), matcher.group(3));
      }
    }
    return printed;
  }

  /** The first message with a code. */
  public Optional<String> example(ProblemCode code) {
    return Optional.ofNullable(examples.get(code.code()));
  }

  private void add(String code, String place, String kind, String message) {
    examples.putIfAbsent(code, place + ": " + kind + ": " + message);
  }

  private static List<Path> files(String folder, String ending) {
    try (Stream<Path> files = Files.walk(Sources.folder(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
