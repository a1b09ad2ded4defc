package dev.connections.rest.events;

import java.io.IOException;

/** A server has sent an event that is longer than it may be. */
public final class EventTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  EventTooLargeException(int maxBytes) {
    super("An event is longer than " + maxBytes + " bytes");
  }
}
