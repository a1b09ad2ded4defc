package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.failure.RejectedCallException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What takes several exchanges with the server, between which its driver can do nothing else: one
 * that is asked for anything else may wait forever. For one thread at a time.
 */
final class Occupation {

  private @Nullable String occupant;
  private boolean inPart;

  /**
   * It begins.
   *
   * @param what for the message to whoever asks for something else nevertheless
   */
  void begin(String what) throws SQLException {
    check();
    occupant = what;
  }

  void end() {
    occupant = null;
  }

  /** Throws if the driver can do nothing else now. */
  void check() throws SQLException {
    if (occupant != null && !inPart) {
      throw RejectedCallException.mistake(
          occupant + " runs on this connection, which can do nothing else until that is over",
          "55006");
    }
  }

  /** Makes one of its exchanges. */
  <T> T part(Exchange<T> exchange) throws SQLException {
    inPart = true;
    try {
      return exchange.run();
    } finally {
      inPart = false;
    }
  }

  /** What has begun and not ended; null if nothing. */
  @Nullable String occupant() {
    return occupant;
  }
}
