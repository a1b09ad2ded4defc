package dev.connections.integration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param feature its version, such as 17
 * @param home its folder
 */
record Jdk(int feature, Path home) {

  /**
   * The one that runs this, and newer ones: those installed beside it, and those that a CI machine
   * names in {@code JAVA_HOME_25_X64} and the like.
   */
  static Collection<Jdk> here() throws IOException {
    Jdk running = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    Map<Integer, Jdk> found = new TreeMap<>(Map.of(running.feature(), running));
    for (Path home : candidates(running.home())) {
      int feature = feature(home);
      if (feature > running.feature()) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    return found.values();
  }

  private static List<Path> candidates(Path running) throws IOException {
    List<Path> homes = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("JAVA_HOME_[0-9]+_.*")) {
                homes.add(Path.of(value));
              }
            });
    Path parent = running.getParent();
    if (parent != null) {
      try (Stream<Path> beside = Files.list(parent)) {
        beside.sorted().forEach(homes::add);
      }
    }
    return homes;
  }

  /** 0 if there is no JDK in a folder. */
  private static int feature(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !hasCompiler(home)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(release)) {
      properties.load(text);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
  }

  private static boolean hasCompiler(Path home) {
    return Stream.of("javac", "javac.exe")
        .anyMatch(name -> Files.isExecutable(home.resolve("bin").resolve(name)));
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
