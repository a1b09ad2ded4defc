package dev.connections.traps;

/** A real system that a scenario needs cannot run here. */
final class UnavailablePeerException extends Exception {

  private static final long serialVersionUID = 1L;

  UnavailablePeerException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
