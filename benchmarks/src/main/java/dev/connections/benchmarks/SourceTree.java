package dev.connections.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with Java files, to be compiled as a whole. */
final class SourceTree {

  private final Path root;

  SourceTree(Path root) {
    this.root = root;
  }

  /** Adds a compilation unit to the package {@code bench}. */
  void add(String className, String source) throws IOException {
    Path file = root.resolve("bench").resolve(className + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package bench;\n\n" + source);
  }

  /** A file with the names of all files, as {@code javac @file} takes it. */
  Path list() throws IOException {
    Path list = root.resolveSibling(root.getFileName() + ".list");
    try (Stream<Path> files = Files.walk(root)) {
      List<String> names =
          files.map(Path::toString).filter(file -> file.endsWith(".java")).sorted().toList();
      Files.write(list, names);
    }
    return list;
  }

  Path root() {
    return root;
  }

  /** Takes everything away that an earlier run left. */
  static Path emptied(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(directory);
  }

  /** The bytes of all class files below a directory. */
  static long classBytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
