package dev.connections.rest.internal.failure;

import java.io.IOException;

/** A kept connection turned out to be unusable before anything was sent on it. */
public final class StaleConnectionException extends IOException {

  private static final long serialVersionUID = 1L;

  public StaleConnectionException() {
    super("The idle connection is unusable; nothing was sent on it");
  }
}
