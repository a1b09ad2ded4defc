package dev.connections.sql.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The file that a session has open is no longer the one at its path: nothing more is done there.
 */
final class MovedFileException extends SQLException {

  private static final long serialVersionUID = 1L;

  static final String PROBLEM =
      "The database file was moved, deleted or replaced while it was open";

  private final String path;

  /** Of the file that should be there. */
  MovedFileException(Path path) {
    super(PROBLEM + ": " + path.toAbsolutePath());
    this.path = path.toAbsolutePath().toString();
  }

  String path() {
    return path;
  }
}
