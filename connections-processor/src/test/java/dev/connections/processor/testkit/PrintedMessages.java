package dev.connections.processor.testkit;

import dev.connections.processor.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages of ours as javac prints them, out of the expected texts of the cases. */
public final class PrintedMessages {

  private static final Pattern IN_CASE =
      Pattern.compile(
          "^(?<kind>\\w+) (?<file>\\S+):(?<line>\\d+)\\n"
              + "(?<message>(?<code>CONN-\\d+): (?s:.*?)\\n {2}See: .+)$",
          Pattern.MULTILINE);
  private static final Pattern IN_CONFIGURATION =
      Pattern.compile(
          "^(?<line>\\d+): (?<kind>\\w+): "
              + "(?<message>(?<code>CONN-\\d+): (?s:.*?)\\n {2}See: .+)$",
          Pattern.MULTILINE);

  private final List<Printed> all = new ArrayList<>();

  private PrintedMessages() {}

  /**
   * One message.
   *
   * @param code its code
   * @param source the file that it is about
   * @param line the line in it
   * @param text all that javac prints
   */
  public record Printed(String code, Path source, int line, String text) {}

  /** Of all cases, by the names of the cases. */
  public static PrintedMessages ofAllCases() {
    PrintedMessages printed = new PrintedMessages();
    for (String folder : List.of("bad", "modules", "configuration/bad")) {
      files(folder, name -> name.equals("expected.txt") || name.endsWith(".expected"))
          .forEach(printed::read);
    }
    return printed;
  }

  /** Of one case: a folder in {@code bad}, or the name of a source in {@code configuration/bad}. */
  public static PrintedMessages of(String name) {
    PrintedMessages printed = new PrintedMessages();
    Path folder = Sources.folder("bad").resolve(name);
    printed.read(
        Files.isDirectory(folder)
            ? folder.resolve("expected.txt")
            : Sources.folder("configuration/bad").resolve(name + ".expected"));
    return printed;
  }

  /** All, in the order of the cases and in them. */
  public List<Printed> all() {
    return List.copyOf(all);
  }

  /** The first message with a code. */
  public Optional<Printed> first(ProblemCode code) {
    return all.stream().filter(printed -> printed.code().equals(code.code())).findFirst();
  }

  private void read(Path expected) {
    boolean folder = expected.endsWith("expected.txt");
    Matcher matcher = (folder ? IN_CASE : IN_CONFIGURATION).matcher(textOf(expected));
    while (matcher.find()) {
      Path source =
          folder
              ? source(expected, matcher.group("file"))
              : Path.of(expected.toString().replace(".expected", ".java"));
      all.add(
          new Printed(
              matcher.group("code"),
              source,
              Integer.parseInt(matcher.group("line")),
              "%s:%s: %s: %s"
                  .formatted(
                      source.getFileName(),
                      matcher.group("line"),
                      matcher.group("kind"),
                      matcher.group("message"))));
    }
  }

  private static Path source(Path expected, String fileName) {
    Path folder = Sources.folder("").relativize(expected).getParent();
    List<Path> found = files(String.valueOf(folder), fileName::equals);
    // Where a library has a file of this name as well, the application's is the first.
    return found.isEmpty() ? Path.of(fileName) : found.get(0);
  }

  private static List<Path> files(String folder, Predicate<String> name) {
    try (Stream<Path> files = Files.walk(Sources.folder(folder))) {
      return files.filter(file -> name.test(String.valueOf(file.getFileName()))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
