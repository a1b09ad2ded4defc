package dev.connections.processor.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the code under test is compiled against: a user's class path, not the one of these tests.
 */
public final class ClassPath {

  private static final List<String> USERS =
      List.of(
          "connections-annotations",
          "connections-runtime",
          "connections-pooling",
          "jspecify",
          "dagger-2",
          "jakarta.inject",
          "javax.inject",
          "jakarta.validation",
          "slf4j-api",
          "opentelemetry-api");

  /** What the runtime needs to be booted as a module. */
  private static final List<String> RUNTIME_NEEDS =
      List.of(
          "snakeyaml-engine",
          "commons-pool2",
          "resilience4j",
          "opentelemetry-context",
          "opentelemetry-common");

  private ClassPath() {}

  /** What a user of the runtime has. */
  public static List<Path> user() {
    return select(entry -> true);
  }

  /** The same without Dagger. */
  public static List<Path> withoutDagger() {
    return select(entry -> !entry.contains("dagger-2"));
  }

  /** What a module of a user needs on the module path. */
  public static List<Path> modules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                Stream.concat(USERS.stream(), RUNTIME_NEEDS.stream()).anyMatch(entry::contains))
        .map(Path::of)
        .toList();
  }

  private static List<Path> select(Predicate<String> filter) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> USERS.stream().anyMatch(entry::contains))
        .filter(filter)
        .map(Path::of)
        .toList();
  }
}
