package dev.connections.internal.drift;

/** A resource is not what the processor writes. The message says why, without the place. */
final class UnreadableResourceException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableResourceException(String message) {
    super(message);
  }
}
