package dev.connections.rest.internal.failure;

import java.io.IOException;

/** A request could not be signed, so it was not sent. */
public final class SigningFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  public SigningFailedException(Exception failure) {
    super("The request could not be signed: " + failure, failure);
  }
}
