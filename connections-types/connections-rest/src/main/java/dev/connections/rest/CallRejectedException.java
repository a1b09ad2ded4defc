package dev.connections.rest;

import dev.connections.failure.ConnectionException;
import java.io.IOException;

/**
 * A call of the native client that was not begun: no permit became free in time, or the connection
 * is closing. It is an {@link IOException} because that is what callers of OkHttp expect.
 */
public final class CallRejectedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ConnectionException reason;

  /** For a reason, whose message it has. */
  public CallRejectedException(ConnectionException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** Why it was not begun. */
  public ConnectionException reason() {
    return reason;
  }
}
