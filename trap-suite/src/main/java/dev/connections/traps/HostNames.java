package dev.connections.traps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names that the JVM of the suite can look up; see {@code jdk.net.hosts.file} in the module's
 * POM. In another JVM the scenarios that need one say so.
 */
final class HostNames {

  /** Stands for this machine, without looking as if it did. */
  static final String DATABASE = "database.traps.test";

  /** Moves from one address to another. */
  static final String MOVING = "moving.traps.test";

  /** The port of that service, at each of its addresses. */
  static final int MOVING_PORT = 28_437;

  private HostNames() {}

  /** The names, with that which moves at an address. */
  static void writeTo(Path file, String moving) throws IOException {
    Files.writeString(
        file, "127.0.0.1 localhost\n127.0.0.1 " + DATABASE + "\n" + moving + " " + MOVING + "\n");
  }

  static void demand() throws UnavailablePeerException {
    if (System.getProperty("jdk.net.hosts.file") == null) {
      throw new UnavailablePeerException(
          "the JVM was started without jdk.net.hosts.file", new IllegalStateException());
    }
  }
}
