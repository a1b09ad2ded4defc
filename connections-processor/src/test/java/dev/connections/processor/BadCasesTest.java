package dev.connections.processor;

import dev.connections.processor.testkit.ChosenCompilers;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake in {@code bad/<case>} gives exactly the messages in its {@code expected.txt}: whole
 * texts, lines, and nothing else, on both compilers. Where Eclipse's compiler adds errors of its
 * own, {@code expected-ecj.txt} has what it says.
 *
 * <p>A case is a folder of sources; or folders {@code library…}, compiled first, each against those
 * before it, and {@code application}.
 */
class BadCasesTest {

  private static final Path CASES = Sources.folder("bad");

  @TempDir private Path directory;

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CASES)) {
      for (Path folder : folders.sorted().toList()) {
        ChosenCompilers.of(TestCompiler.class)
            .map(compiler -> Arguments.of(folder.getFileName().toString(), compiler))
            .forEach(cases::add);
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMistakeGivesExactlyItsMessages(String name, TestCompiler compiler) throws IOException {
    Path folder = CASES.resolve(name);
    Compiler application = new Compiler(compiler, directory.resolve("application"));
    List<Path> libraries = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder)) {
      for (Path library :
          parts
              .filter(part -> part.getFileName().toString().startsWith("library"))
              .sorted()
              .toList()) {
        libraries.add(library(library, compiler, libraries));
      }
    }
    libraries.forEach(application::with);
    Path sources =
        Files.isDirectory(folder.resolve("application")) ? folder.resolve("application") : folder;
    boolean onItsOwn = sources.equals(folder);
    String report =
        application.compile(onItsOwn ? withSupport(sources) : Sources.in(sources)).report();
    Goldens.compareReport(folder, compiler, report);
  }

  private Path library(Path library, TestCompiler compiler, List<Path> earlier) {
    Compiler compilation = new Compiler(compiler, directory.resolve(library.getFileName()));
    earlier.forEach(compilation::with);
    Compiled compiled =
        compilation.compile(earlier.isEmpty() ? withSupport(library) : Sources.in(library));
    if (!compiled.success()) {
      throw new AssertionError(compiled.report());
    }
    return compiled.classes();
  }

  private static Map<String, String> withSupport(Path folder) {
    Map<String, String> sources = new TreeMap<>(Sources.support());
    sources.putAll(Sources.in(folder));
    return sources;
  }
}
