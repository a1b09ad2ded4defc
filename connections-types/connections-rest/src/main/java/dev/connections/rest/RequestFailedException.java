package dev.connections.rest;

import java.io.IOException;

/**
 * No answer came that could be read: what happened is the cause, and this says to which request.
 */
final class RequestFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final IOException failure;

  /**
   * A failure of a request.
   *
   * @param label the method and the URL, without a value
   * @param failure what OkHttp threw
   */
  RequestFailedException(String label, IOException failure) {
    super(label, failure);
    this.failure = failure;
  }

  /** What OkHttp threw. */
  IOException failure() {
    return failure;
  }
}
