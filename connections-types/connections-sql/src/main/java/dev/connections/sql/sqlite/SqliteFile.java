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

  /**
   * What tells it from another file of the same name, null if it is not there: device and inode,
   * which no other file gets while this one is open. Where there is no such thing (Windows, which
   * lets no one move or delete what SQLite has open), when it was made.
   */
  @Nullable Object key() {
    try {
      return present();
    } catch (IOException gone) {
      return null;
    }
  }

  private Object present() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key != null ? key : attributes.creationTime();
  }

  /**
   * Whether it was moved, deleted or replaced, so that what is written to it is lost. One that
   * cannot be looked at, in a folder without rights, say, is not known to be gone.
   *
   * @param key of the one that was opened
   */
  boolean isGone(@Nullable Object key) {
    try {
      return !present().equals(key);
    } catch (IOException unseen) {
      return Files.notExists(path);
    }
  }
}
