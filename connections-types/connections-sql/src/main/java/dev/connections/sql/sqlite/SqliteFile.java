package dev.connections.sql.sqlite;

import dev.connections.sql.internal.failure.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The file of a database, which is only asked about: whoever opens and closes it past SQLite takes
 * its locks away. Immutable and thread-safe.
 *
 * @param path where it is
 */
record SqliteFile(Path path) {

  /** Fails if it does not exist; SQLite says no more than that it cannot be opened. */
  void mustExist() throws SettingException {
    if (!Files.exists(path)) {
      throw SettingException.lasting(
          "The database file does not exist: " + path.toAbsolutePath(),
          "Correct url, or set create: true to have an empty one made",
          new SQLException("no such file", null, SqliteStates.CANTOPEN));
    }
  }

  /** Its folder must exist in any case. */
  void folderMustExist() throws SettingException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw SettingException.lasting(
          "The folder of the database file does not exist: " + folder,
          "Correct url, or make the folder",
          new SQLException("no such folder", null, SqliteStates.CANTOPEN));
    }
  }

  /** What tells it from another file of the same name; null if nothing does, or it is gone. */
  @Nullable Object key() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  /**
   * Whether it was deleted or replaced, so that what is written to it is lost.
   *
   * @param key of the one that was opened
   */
  boolean isGone(@Nullable Object key) {
    return !Files.exists(path) || (key != null && !key.equals(key()));
  }
}
