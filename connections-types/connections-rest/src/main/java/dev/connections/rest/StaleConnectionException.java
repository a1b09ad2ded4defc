package dev.connections.rest;

import java.io.IOException;

/** A kept connection turned out to be unusable before anything was sent on it. */
final class StaleConnectionException extends IOException {

  private static final long serialVersionUID = 1L;

  StaleConnectionException() {
    super("The idle connection is unusable; nothing was sent on it");
  }
}
