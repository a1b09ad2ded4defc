package dev.connections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's "Try it" in a fresh clone with an empty local repository. It once compiled every
 * test of every module, and fetched 150 MB for it.
 */
class TryItIT {

  private static final long MEGABYTE = 1_000_000;

  @Test
  void fromAFreshCloneItDownloadsLittleCompilesNoTestAndSaysWhatItDoesUntilTheStoryEnds()
      throws IOException {
    Project clone = Project.clone("TryItIT/clone");
    Path repository = Files.createDirectory(clone.path("emptyRepository"));

    Build build =
        clone.maven(Path.of(System.getProperty("java.home")), repository, "-f", "try").succeeds();

    assertThat(build.output())
        .containsSubsequence(
            "The sample of Connections: its libraries are downloaded (85 MB, the first time only),"
                + " then compiled, then run.",
            "Connections: runtime: downloading what it needs, compiling",
            "Connections: sample: downloading what it needs, compiling",
            "Starting PostgreSQL, an HTTP API and a mail server in one process, and the service"
                + " that uses them",
            "1. Real systems start (in this process; nothing to install)",
            "7. At the end",
            "everything came back")
        .doesNotContain("[INFO]");
    assertThat(size(repository)).isBetween(20 * MEGABYTE, 90 * MEGABYTE);
    assertThat(clone.files("."))
        .anyMatch(file -> file.endsWith("/classes/dev/connections/sample/OrderStory.class"))
        .noneMatch(file -> file.contains("/test-classes/"));
  }

  /**
   * Bytes of all files; what is copied out of a repository of files is what would be downloaded.
   */
  private static long size(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> files = paths.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
