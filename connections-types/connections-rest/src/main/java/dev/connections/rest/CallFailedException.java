package dev.connections.rest;

import dev.connections.failure.ConnectionException;
import java.io.IOException;

/**
 * A call of {@link RestConnection#calls()} that has no answer to give. It is an {@link IOException}
 * because that is what callers of OkHttp expect; what is known of it is in {@link #failure()}.
 */
public final class CallFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final ConnectionException failure;

  /** For a failure, whose message it has. */
  public CallFailedException(ConnectionException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** Why there is no answer, whether the request was applied, and what to do. */
  public ConnectionException failure() {
    return failure;
  }
}
