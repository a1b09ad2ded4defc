package dev.connections.traps;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The real systems that the scenarios share. For one thread at a time. */
final class Peers implements AutoCloseable {

  private final Path folder;
  private @Nullable PostgresPeer postgres;
  private @Nullable UnavailablePeerException refusal;

  Peers(Path folder) {
    this.folder = folder;
  }

  /** Where scenarios may write. */
  Path folder() {
    return folder;
  }

  /**
   * PostgreSQL, started when it is first asked for.
   *
   * @throws UnavailablePeerException if it cannot run here, with the reason
   */
  PostgresPeer postgres() throws Exception {
    if (refusal != null) {
      throw refusal;
    }
    PostgresPeer server = postgres;
    if (server == null) {
      try {
        server = PostgresPeer.start();
      } catch (UnavailablePeerException reason) {
        refusal = reason;
        throw reason;
      }
      postgres = server;
    }
    return server;
  }

  @Override
  public void close() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }
}
