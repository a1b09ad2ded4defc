package dev.connections.processor.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compilations that build on one another, as those of libraries and an application do. Not
 * thread-safe.
 */
public final class Builds {

  private final TestCompiler compiler;
  private final Path directory;
  private final boolean jars;
  private final Map<String, Path> built = new LinkedHashMap<>();
  private int compilations;

  /** Nothing yet; what is built is used as folders, or packed as jars. */
  public Builds(TestCompiler compiler, Path directory, boolean jars) {
    this.compiler = compiler;
    this.directory = directory;
    this.jars = jars;
  }

  /** Compiles against all that has been built, and takes the place of what has this name. */
  public Compiled build(String name, MadeSources sources) {
    Compiled compiled = compile(sources);
    if (!compiled.success() || !compiled.report().isEmpty()) {
      throw new AssertionError(compiled.report() + compiled.output());
    }
    Path classes = compiled.classes();
    built.put(
        name, jars ? Jars.of(classes, directory.resolve(name + compilations + ".jar")) : classes);
    return compiled;
  }

  /** Compiles against all that has been built, whether it succeeds or not. */
  public Compiled compile(MadeSources sources, String... options) {
    compilations++;
    Compiler compilation =
        new Compiler(compiler, directory.resolve("compilation" + compilations)).options(options);
    built.values().forEach(compilation::with);
    return compilation.compile(sources.sources());
  }

  /** What has been built, in the order of the names. */
  public Path[] path() {
    List<Path> path = new ArrayList<>(built.values());
    return path.toArray(Path[]::new);
  }
}
