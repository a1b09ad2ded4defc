package dev.connections.internal.endpoint;

/** The connection, as its endpoints need it. Thread-safe. */
public interface EndpointOwner {

  /** Whether an endpoint is usable may have changed. */
  void endpointChanged();

  /** The clients have to be opened again. */
  void replaceClients(String reason);

  /** Whether writes go to an endpoint and could go to another one. */
  boolean hasWritesThatCouldMove(String endpoint);
}
