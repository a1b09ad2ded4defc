package dev.connections.rest.internal.failure;

import dev.connections.Secret;
import java.io.IOException;

/** A secret that cannot be sent as a header. Thrown before anything was sent. */
public final class UnusableSecretException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnusableSecretException(String header, Secret secret) {
    super(
        "The value of "
            + secret.reference()
            + " for the header '"
            + header
            + "' is empty or holds a line break or another character that a header must not hold");
  }
}
