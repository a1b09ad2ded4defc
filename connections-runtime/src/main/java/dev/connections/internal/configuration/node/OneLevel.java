package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.source.ProfileChoice;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Says what a variable was probably meant to be that has one level where a setting has two. */
final class OneLevel {

  private OneLevel() {}

  /**
   * What to write instead of {@code CONNECTIONS__ORDERS_DB_URL}; null if it begins with the name of
   * no connection.
   *
   * @param level what follows our prefix, as it would be written in a document
   * @param connections the names of those that are configured
   */
  static @Nullable String hint(String level, Collection<String> connections) {
    if (level.equals("profile")) {
      return "to choose a profile, write " + ProfileChoice.VARIABLE;
    }
    String longest = "";
    for (String connection : connections) {
      if (level.startsWith(connection + "-") && connection.length() > longest.length()) {
        longest = connection;
      }
    }
    return longest.isEmpty()
        ? null
        : "two underscores separate levels: write "
            + LookAlikeNotes.variable(longest, level.substring(longest.length() + 1));
  }
}
