package dev.connections.processor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.RegistryFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares texts with files under {@code src/test/resources}. Run the tests with {@code
 * -Dgoldens=update} to write them anew, and read the difference before you commit it.
 */
public final class Goldens {

  private static final boolean UPDATE = "update".equals(System.getProperty("goldens"));

  private Goldens() {}

  /** Compares all generated sources of a case. */
  public static void compare(String name, Map<String, String> generated) {
    Map<String, String> texts = new TreeMap<>();
    generated.forEach(
        (path, text) -> texts.put(path, text.replace(RegistryFormat.generator(), "VERSION")));
    Path folder = Sources.folder("expected").resolve(name);
    if (UPDATE) {
      texts.forEach((path, text) -> write(folder.resolve(path), text));
    }
    Map<String, String> expected = Sources.in(folder);
    assertThat(texts.keySet()).isEqualTo(expected.keySet());
    texts.forEach((path, text) -> assertThat(text).as(path).isEqualTo(expected.get(path)));
  }

  /**
   * Compares what a compiler said with {@code expected.txt}, or with {@code expected-ecj.txt} where
   * Eclipse's says it differently.
   */
  public static void compareReport(Path folder, TestCompiler compiler, String report) {
    Path common = folder.resolve("expected.txt");
    Path ecj = folder.resolve("expected-ecj.txt");
    if (UPDATE && compiler == TestCompiler.ECJ) {
      delete(ecj);
      if (!report.equals(read(common))) {
        write(ecj, report);
      }
    } else if (UPDATE) {
      write(common, report);
    }
    Path file = compiler == TestCompiler.ECJ && Files.exists(ecj) ? ecj : common;
    assertThat(report).as(file.toString()).isEqualTo(read(file));
  }

  /** Compares one text with one file. */
  public static void compare(Path file, String text) {
    if (UPDATE) {
      write(file, text);
    }
    assertThat(text).as(file.toString()).isEqualTo(read(file));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
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

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
