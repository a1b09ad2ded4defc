package dev.connections.sql.internal.dialect;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What a server says of a session and of itself beyond its product and version. Shown to operators;
 * holds no secrets. Immutable.
 *
 * @param attributes what is shown, by names such as {@code user} or {@code tls}, in a fixed order
 * @param mostConnections how many connections the user may have at once, from whatever process;
 *     empty if the server does not tell
 */
public record ServerFacts(Map<String, String> attributes, OptionalInt mostConnections) {

  /** Nothing. */
  public static final ServerFacts NONE = new ServerFacts(Map.of(), OptionalInt.empty());

  /** What is only shown. */
  public static ServerFacts of(Map<String, String> attributes) {
    return new ServerFacts(attributes, OptionalInt.empty());
  }
}
