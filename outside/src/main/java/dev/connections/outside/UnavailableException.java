package dev.connections.outside;

/** A system cannot run here; the message is the reason. */
final class UnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  UnavailableException(String reason) {
    super(reason);
  }
}
