package dev.connections.rest.internal.failure;

import java.io.IOException;

/**
 * No answer came that could be read: what happened is the cause, and this says to which request.
 */
public final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final IOException failure;

  /**
   * A failure of a request.
   *
   * @param label the method and the URL, without a value
   * @param failure what OkHttp threw
   */
  public RequestFailedException(String label, IOException failure) {
    super(label, failure);
    this.failure = failure;
  }

  /** What OkHttp threw. */
  public IOException failure() {
    return failure;
  }
}
