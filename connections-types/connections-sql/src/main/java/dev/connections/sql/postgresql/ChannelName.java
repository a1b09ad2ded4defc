package dev.connections.sql.postgresql;

import java.nio.charset.StandardCharsets;

/** The names of channels, as PostgreSQL takes them. */
final class ChannelName {

  /** The server cuts longer identifiers, and would listen to another channel. */
  private static final int LONGEST = 63;

  private ChannelName() {}

  /**
   * The name in quotes.
   *
   * @throws IllegalArgumentException if it is no name
   */
  static String quoted(String channel) {
    if (channel.isEmpty() || channel.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "The name of a channel must not be empty, nor hold the character 0");
    }
    int bytes = channel.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      throw new IllegalArgumentException(
          "The name of a channel must have at most %d bytes in UTF-8, but '%s' has %d"
              .formatted(LONGEST, channel, bytes));
    }
    return '"' + channel.replace("\"", "\"\"") + '"';
  }
}
