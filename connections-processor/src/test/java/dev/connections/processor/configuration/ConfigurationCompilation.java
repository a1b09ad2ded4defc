package dev.connections.processor.configuration;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * Compiles sources into a directory, with the binders of their configurations or without.
 *
 * @param succeeded whether the compiler was content
 * @param diagnostics what it said, one entry each: {@code line: kind: message}
 */
record ConfigurationCompilation(boolean succeeded, List<String> diagnostics) {

  /** Compiles with binders, every warning of the compiler switched on. */
  static ConfigurationCompilation withBinders(
      JavaCompilerUnderTest compiler,
      Path output,
      List<Path> classPath,
      Map<String, String> sources)
      throws IOException {
    return compile(compiler, output, classPath, sources, List.of(new ConfigurationProcessor(true)));
  }

  /** Compiles what binders are not wanted for: a jar that others use. */
  static ConfigurationCompilation withoutBinders(Path output, Map<String, String> sources)
      throws IOException {
    return compile(JavaCompilerUnderTest.JAVAC, output, List.of(), sources, List.of());
  }

  static ConfigurationCompilation compile(
      JavaCompilerUnderTest compiler,
      Path output,
      List<Path> classPath,
      Map<String, String> sources,
      List<? extends Processor> processors)
      throws IOException {
    JavaCompiler tool = compiler.open();
    DiagnosticCollector<JavaFileObject> collected = new DiagnosticCollector<>();
    Files.createDirectories(output);
    try (StandardJavaFileManager files =
        tool.getStandardFileManager(collected, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      List<Path> path = new ArrayList<>(classPath);
      for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
        path.add(Path.of(entry));
      }
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
      List<String> options = new ArrayList<>(List.of("--release", "17"));
      // Raw: where a configuration is wrongly generic, the outline of its binder names it so.
      options.add(
          compiler == JavaCompilerUnderTest.JAVAC
              ? "-Xlint:all,-processing,-classfile"
              : "-warn:-raw");
      if (processors.isEmpty()) {
        options.add("-proc:none");
      }
      JavaCompiler.CompilationTask task =
          tool.getTask(
              new StringWriter(),
              files,
              collected,
              options,
              null,
              files.getJavaFileObjectsFromPaths(write(output, sources)));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean succeeded = task.call();
      return new ConfigurationCompilation(
          succeeded,
          collected.getDiagnostics().stream()
              .sorted(Comparator.comparingLong(Diagnostic::getLineNumber))
              .map(ConfigurationCompilation::display)
              .toList());
    }
  }

  /** Everything the compiler said, as one text. */
  String text() {
    return diagnostics.stream().collect(Collectors.joining("\n"));
  }

  private static String display(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getLineNumber()
        + ": "
        + diagnostic.getKind().name().toLowerCase(Locale.ROOT)
        + ": "
        // javac indents all lines but the first.
        + diagnostic.getMessage(Locale.ENGLISH).replaceAll("\n +", "\n  ");
  }

  /** Real files: ecj compiles no others. */
  private static List<Path> write(Path output, Map<String, String> sources) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = output.resolve("src").resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      files.add(Files.writeString(file, source.getValue()));
    }
    return files;
  }
}
