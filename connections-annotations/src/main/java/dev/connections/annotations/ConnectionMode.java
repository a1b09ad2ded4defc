package dev.connections.annotations;

/** How a connection may use its external system. */
public enum ConnectionMode {
  /** Reads and writes. */
  READ_WRITE,
  /** Reads only, enforced by the server. */
  READ_ONLY,
  /** Large transfers, on resources of their own so that they cannot starve the rest. */
  BULK
}
