package dev.connections.processor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final boolean modules;
  private final Map<String, Path> built = new LinkedHashMap<>();
  private int compilations;

  private Builds(TestCompiler compiler, Path directory, boolean jars, boolean modules) {
    this.compiler = compiler;
    this.directory = directory;
    this.jars = jars;
    this.modules = modules;
  }

  /** Nothing yet; what is built is used as folders, or packed as jars. */
  public Builds(TestCompiler compiler, Path directory, boolean jars) {
    this(compiler, directory, jars, false);
  }

  /** Nothing yet; what is built is packed as jars, and used on the module path. */
  public static Builds ofModules(Path directory) {
    return new Builds(TestCompiler.JAVAC, directory, true, true);
  }

  /** What follows is compiled on the module path, whatever has been built without one. */
  public Builds onTheModulePath() {
    Builds following = new Builds(compiler, directory.resolve("modules"), true, true);
    following.built.putAll(built);
    return following;
  }

  /** Compiles against all else that has been built, in silence; replaces what has this name. */
  public Compiled build(String name, MadeSources sources) {
    built.remove(name);
    Compiled compiled = compile(sources);
    if (!compiled.success() || !compiled.report().isEmpty()) {
      throw new AssertionError(compiled.report() + compiled.output());
    }
    built.put(name, jars ? jar(name, compiled.classes()) : compiled.classes());
    return compiled;
  }

  private Path jar(String name, Path classes) {
    try {
      Path folder = Files.createDirectories(directory.resolve("jars" + compilations));
      return Jars.of(classes, folder.resolve(name + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles against all that has been built, whether it succeeds or not. */
  public Compiled compile(MadeSources sources, String... options) {
    compilations++;
    Compiler compilation =
        new Compiler(compiler, directory.resolve("compilation" + compilations)).options(options);
    if (modules) {
      compilation.modulePath(modulePath());
    } else {
      built.values().forEach(compilation::with);
    }
    return compilation.compile(sources.sources());
  }

  /** What has been built. */
  public Path[] path() {
    return built.values().toArray(Path[]::new);
  }

  /** What has been built, and what it needs as a module. */
  public List<Path> modulePath() {
    List<Path> path = new ArrayList<>(ClassPath.modules());
    path.addAll(built.values());
    return path;
  }
}
