package dev.connections.outside;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL servers of a run, each started when it is first asked for. For one thread. */
final class Servers implements AutoCloseable {

  private final Path folder;
  private final List<EmbeddedPostgres> started = new ArrayList<>();
  private @Nullable String refusal;

  Servers(Path folder) {
    this.folder = folder;
  }

  /** Where a scenario's system may keep its files. */
  Path folder() {
    return folder;
  }

  /**
   * The port of a server.
   *
   * @param number which of them, from 0
   * @throws UnavailableException if it cannot run here
   */
  int postgres(int number) throws UnavailableException {
    while (started.size() <= number) {
      started.add(start());
    }
    return started.get(number).getPort();
  }

  private EmbeddedPostgres start() throws UnavailableException {
    if (refusal == null) {
      try {
        Path place = Files.createDirectories(folder.resolve("pg"));
        return EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(place.toFile())
            .setDataDirectory(Files.createTempDirectory(place, "data").resolve("new"))
            .setPGStartupWait(Duration.ofSeconds(30))
            .setServerConfig("max_connections", "150")
            .start();
      } catch (IllegalStateException | IOException failure) {
        refusal = "PostgreSQL cannot start here: " + failure.getMessage();
      }
    }
    throw new UnavailableException(refusal);
  }

  @Override
  public void close() throws IOException {
    for (EmbeddedPostgres server : started) {
      server.close();
    }
  }
}
