package dev.connections.sql.sqlite;

import dev.connections.testing.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A database file that is away while it has another name.
 *
 * @param path where it is
 */
record MovedFile(Path path) implements Peer {

  @Override
  public List<Integer> ports() {
    return List.of();
  }

  private Path away() {
    return path.resolveSibling(path.getFileName() + ".away");
  }

  @Override
  public void start() throws IOException, SQLException {
    if (Files.exists(away())) {
      Files.move(away(), path);
    } else if (!Files.exists(path)) {
      try (Connection made = DriverManager.getConnection("jdbc:sqlite:" + path)) {
        made.createStatement().execute("CREATE TABLE place (id INT)");
      }
    }
  }

  @Override
  public void stop() throws IOException {
    if (Files.exists(path)) {
      Files.move(path, away());
    }
  }
}
