package dev.connections.rest;

import java.io.IOException;

/** A request could not be signed, so it was not sent. */
final class SigningFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  SigningFailedException(Exception failure) {
    super("The request could not be signed: " + failure, failure);
  }
}
