package dev.connections.annotations;

/**
 * How connections of a type may use their external system. It describes a type for those who list
 * types; the runtime does nothing else with it. What makes a connection read-only is a setting of
 * its own, where its type has one.
 */
public enum ConnectionMode {
  /** Reads and writes. */
  READ_WRITE,
  /** Reads only. */
  READ_ONLY,
  /** Large transfers. */
  BULK
}
