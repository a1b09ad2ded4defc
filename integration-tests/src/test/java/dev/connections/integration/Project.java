package dev.connections.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.assertj.core.api.Assertions;

/** A project that a test writes or edits, and builds with the Maven that runs this build. */
final class Project {

  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "node_modules");

  private final Path folder;

  private Project(Path folder) {
    this.folder = folder;
  }

  /** Copies {@code src/test/projects/<name>} into a fresh folder of this test. */
  static Project copied(String name, String test) {
    Path work = Outer.WORK.resolve(test);
    delete(work);
    copy(Outer.PROJECTS.resolve("parent"), work.resolve("parent"));
    copy(Outer.PROJECTS.resolve(name), work.resolve(name));
    // Else Maven looks for it further up, and takes the options of this build.
    unchecked(() -> Files.createDirectories(work.resolve(name).resolve(".mvn")));
    return new Project(work.resolve(name));
  }

  /** An empty folder of this test, where a user begins. */
  static Project empty(String test) {
    Path folder = Outer.WORK.resolve(test);
    delete(folder);
    unchecked(() -> Files.createDirectories(folder.resolve(".mvn")));
    return new Project(folder);
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  String read(String file) {
    return unchecked(() -> Files.readString(path(file)));
  }

  void write(String file, String text) {
    unchecked(
        () -> {
          Files.createDirectories(folder.resolve(file).getParent());
          return Files.writeString(path(file), text);
        });
  }

  /** This project's own sources, as a fresh clone has them: without what is built. */
  static Project clone(String test) {
    Path work = Outer.WORK.resolve(test);
    delete(work);
    copy(Outer.ROOT, work);
    return new Project(work);
  }

  /** Replaces text, which must be there. */
  void edit(String file, String old, String text) {
    String before = read(file);
    Assertions.assertThat(before).as(file).contains(old);
    write(file, before.replace(old, text));
  }

  void delete(String file) {
    unchecked(
        () -> {
          Files.delete(path(file));
          return file;
        });
  }

  /** Runs Maven with goals and options, on the JDK that runs this. */
  Build maven(String... arguments) {
    return maven(Path.of(System.getProperty("java.home")), arguments);
  }

  /** Runs Maven on another JDK. */
  Build maven(Path jdk, String... arguments) {
    return maven(jdk, Outer.INSTALLED, arguments);
  }

  /** Runs Maven on another JDK, with another local repository. */
  Build maven(Path jdk, Path repository, String... arguments) {
    List<String> output = new ArrayList<>();
    InvocationRequest request = new DefaultInvocationRequest();
    request.setBaseDirectory(folder.toFile());
    request.setMavenHome(Outer.MAVEN_HOME.toFile());
    request.setJavaHome(jdk.toFile());
    request.setLocalRepositoryDirectory(repository.toFile());
    request.setGlobalSettingsFile(Outer.PROJECTS.resolve("settings.xml").toFile());
    if (Files.exists(Outer.USER_SETTINGS)) {
      request.setUserSettingsFile(Outer.USER_SETTINGS.toFile());
    }
    request.setOffline(Outer.OFFLINE);
    request.setBatchMode(true);
    request.setInputStream(null);
    request.setMavenOpts("-XX:TieredStopAtLevel=1 -Duser.language=en -Duser.country=US");
    Properties properties = Outer.versions();
    properties.setProperty("outer.repository", Outer.LOCAL_REPOSITORY.toUri().toString());
    properties.setProperty("aether.offline.protocols", "file"); // copying is not going online
    properties.setProperty("style.color", "never");
    request.setProperties(properties);
    request.addArgs(Arrays.asList(arguments));
    request.setOutputHandler(output::add);
    request.setErrorHandler(output::add);
    try {
      InvocationResult result = new DefaultInvoker().execute(request);
      if (result.getExecutionException() != null) {
        throw new AssertionError(result.getExecutionException());
      }
      return new Build(result.getExitCode(), output);
    } catch (MavenInvocationException e) {
      throw new AssertionError(e);
    }
  }

  /** The files under a folder, as relative paths with slashes, sorted. */
  List<String> files(String under) {
    Path root = path(under);
    if (!Files.exists(root)) {
      return List.of();
    }
    return unchecked(
        () -> {
          try (Stream<Path> paths = Files.walk(root)) {
            return paths
                .filter(Files::isRegularFile)
                .map(path -> root.relativize(path).toString().replace('\\', '/'))
                .sorted()
                .toList();
          }
        });
  }

  private static void copy(Path from, Path to) {
    unchecked(
        () -> {
          Files.walkFileTree(
              from,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
                    throws IOException {
                  if (NOT_SOURCES.contains(String.valueOf(folder.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                  }
                  Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                    throws IOException {
                  Files.copy(file, to.resolve(from.relativize(file).toString()));
                  return FileVisitResult.CONTINUE;
                }
              });
          return to;
        });
  }

  private static void delete(Path root) {
    if (Files.exists(root)) {
      unchecked(
          () -> {
            try (Stream<Path> paths = Files.walk(root)) {
              for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
              }
            }
            return root;
          });
    }
  }

  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
