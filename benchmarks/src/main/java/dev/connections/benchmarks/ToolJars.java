package dev.connections.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The jars of this JVM's class path, as paths of a compiler that is to see one processor only. */
final class ToolJars {

  private static final String PROCESSORS =
      "META-INF/services/javax.annotation.processing.Processor";

  private final List<Path> libraries = new ArrayList<>();
  private final List<Path> processors = new ArrayList<>();

  ToolJars() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        try (JarFile jar = new JarFile(path.toFile())) {
          (jar.getEntry(PROCESSORS) == null ? libraries : processors).add(path);
        }
      }
    }
  }

  /** Everything but processors. */
  String classPath() {
    return join(libraries);
  }

  /** The processors from jars whose names begin so, and whatever they may need. */
  String processorPath(String... prefixes) {
    List<Path> path = new ArrayList<>();
    for (String prefix : prefixes) {
      List<Path> found = processors.stream().filter(jar -> name(jar).startsWith(prefix)).toList();
      if (found.isEmpty()) {
        throw new IllegalStateException(
            "No processor in a jar named " + prefix + "*, only in " + processors);
      }
      path.addAll(found);
    }
    path.addAll(libraries);
    return join(path);
  }

  /** One library. */
  Path library(String prefix) {
    return libraries.stream()
        .filter(jar -> name(jar).startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No jar named " + prefix + "*"));
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  private static String join(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
