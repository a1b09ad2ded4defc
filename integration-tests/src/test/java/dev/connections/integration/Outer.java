package dev.connections.integration;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the build that runs these tests tells them. */
final class Outer {

  static final Path PROJECTS = path("nested.projects");
  static final Path ROOT = path("outer.root");
  static final Path WORK = path("nested.work");
  static final Path COMPILERS = path("nested.compilers");
  static final Path INSTALLED = path("nested.localRepository");
  static final Path LOCAL_REPOSITORY = path("outer.localRepository");
  static final Path MAVEN_HOME = path("outer.mavenHome");
  static final Path USER_SETTINGS = path("outer.userSettings");
  static final boolean OFFLINE = text("outer.network").endsWith("true");

  private Outer() {}

  /** The jars that an application with SQL connections has at run time. */
  static List<Path> runtimePath() {
    return Arrays.stream(text("nested.runtimePath").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !path.getFileName().toString().startsWith("connections-processor"))
        .toList();
  }

  static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  static String text(String property) {
    return Objects.requireNonNull(System.getProperty(property), property + ": run me with Maven");
  }

  /** What test projects may refer to. */
  static Properties versions() {
    Properties versions = new Properties();
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith("version.")) {
        versions.setProperty(name, text(name));
      }
    }
    return versions;
  }

  /** A jar of this build, as it is installed. */
  static Path artifact(String name) {
    String version = text("version.connections");
    return INSTALLED.resolve(
        "dev/connections/%s/%s/%s-%s.jar".formatted(name, version, name, version));
  }

  private static Path path(String property) {
    return Path.of(text(property));
  }
}
