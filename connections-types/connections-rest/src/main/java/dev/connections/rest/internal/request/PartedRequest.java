package dev.connections.rest.internal.request;

/** A request of users whose parts only this module can read. Immutable. */
public abstract class PartedRequest {

  final RequestParts parts;

  /** A request of these parts. */
  protected PartedRequest(RequestParts parts) {
    this.parts = parts;
  }
}
