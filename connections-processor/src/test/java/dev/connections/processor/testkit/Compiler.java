package dev.connections.processor.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connections.processor.ConnectionRegistryProcessor;
import dev.connections.processor.ConnectionTypeProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** One compilation to be made. Not thread-safe. */
public final class Compiler {

  private final TestCompiler compiler;
  private final Path directory;
  private final List<Processor> processors =
      new ArrayList<>(List.of(new ConnectionTypeProcessor(), new ConnectionRegistryProcessor()));
  private final List<String> options = new ArrayList<>();
  private List<Path> modulePath = List.of();
  private List<Path> classPath = new ArrayList<>(ClassPath.user());

  /** Compiles into sub-folders of a directory. */
  public Compiler(TestCompiler compiler, Path directory) {
    this.compiler = compiler;
    this.directory = directory;
  }

  /** With another processor, after ours. */
  public Compiler and(Processor processor) {
    processors.add(processor);
    return this;
  }

  /** With another processor, before ours. */
  public Compiler after(Processor processor) {
    processors.add(0, processor);
    return this;
  }

  /** With another processor, and without ours. */
  public Compiler insteadOfOurs(Processor processor) {
    processors.clear();
    processors.add(processor);
    return this;
  }

  /** With more on the class path. */
  public Compiler with(Path classes) {
    classPath.add(classes);
    return this;
  }

  /** With nothing but this on the class path. */
  public Compiler classPath(List<Path> entries) {
    classPath = new ArrayList<>(entries);
    return this;
  }

  /** With this on the module path, and nothing on the class path. */
  public Compiler modulePath(List<Path> entries) {
    modulePath = List.copyOf(entries);
    return this;
  }

  /** With more options. */
  public Compiler options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Compiles sources, by path, in the order of the map. */
  public Compiled compile(Map<String, String> sources) {
    try {
      return compileInto(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Compiled compileInto(Map<String, String> sources) throws IOException {
    Path sourceFolder = directory.resolve("sources");
    Path generated = Files.createDirectories(directory.resolve("generated"));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = sourceFolder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-s", generated.toString()));
    arguments.addAll(List.of("--release", "17", "-g"));
    arguments.addAll(options);
    if (!modulePath.isEmpty()) {
      String path =
          modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      arguments.addAll(List.of("--module-path", path));
    } else {
      String path =
          classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      arguments.addAll(List.of("-classpath", path));
    }
    JavaCompiler javaCompiler = compiler.create();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    boolean success;
    try (StandardJavaFileManager fileManager =
        javaCompiler.getStandardFileManager(diagnostics, Locale.ENGLISH, UTF_8)) {
      JavaCompiler.CompilationTask task =
          javaCompiler.getTask(
              output,
              fileManager,
              diagnostics,
              arguments,
              null,
              fileManager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(processors);
      success = task.call();
    }
    return new Compiled(
        success, diagnostics.getDiagnostics(), output.toString(), generated, classes);
  }
}
