package dev.connections.processor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Source files by path, such as {@code acme/App.java}. */
public final class Sources {

  private static final Path RESOURCES = Path.of("src/test/resources");

  private Sources() {}

  /** A folder of the test resources. */
  public static Path folder(String name) {
    return RESOURCES.resolve(name);
  }

  /** All Java files of a folder. */
  public static Map<String, String> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, String> sources = new TreeMap<>();
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        sources.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection, its configuration and its factory, for cases that are about something else. */
  public static Map<String, String> support() {
    return in(folder("support"));
  }
}
