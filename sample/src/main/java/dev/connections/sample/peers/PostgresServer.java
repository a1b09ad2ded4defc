package dev.connections.sample.peers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Real PostgreSQL binaries in a folder of their own; can be stopped and started again. */
public final class PostgresServer implements AutoCloseable {

  private final Path folder;
  private final int port;
  private @Nullable EmbeddedPostgres server;

  private PostgresServer(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
    this.port = server.getPort();
  }

  /**
   * Starts a server on a free port, in a new folder below {@code parent}.
   *
   * @throws IOException if the binaries cannot run here, with the reason
   */
  public static PostgresServer start(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "pg-");
    return new PostgresServer(folder, begin(folder, 0));
  }

  private static EmbeddedPostgres begin(Path folder, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(30));
    if (port != 0) {
      builder.setPort(port);
    }
    try {
      return builder.start();
    } catch (IllegalStateException failure) {
      // What initdb says when root has no user namespaces to hide in.
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** Its port; the same after a restart. */
  public int port() {
    return port;
  }

  /** Stops it as an operator would; borrowers lose their connections. */
  public void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** Starts it again, with the same data on the same port. */
  public void restart() throws IOException {
    if (server == null) {
      server = begin(folder, port);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    TemporaryFolder.delete(folder);
  }
}
