package dev.connections.sql.sqlite;

import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A file, which is away while it has another name. */
class SqliteContractTest extends SqlContract {

  @TempDir private static Path folder;

  private final MovedFile file = new MovedFile(folder.resolve("orders.db"));

  @Override
  protected Peer peer() {
    return file;
  }

  @Override
  protected String entry(List<Integer> ports) {
    return """
        type: Sqlite
        url: jdbc:sqlite:%s
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(file.path());
  }
}
