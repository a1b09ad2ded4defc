package dev.connections.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests of this run have logged so far, at debug level, HikariCP's messages included. */
final class LogFile {

  private LogFile() {}

  static String read() throws IOException {
    return Files.readString(Path.of("target", "test.log"));
  }
}
