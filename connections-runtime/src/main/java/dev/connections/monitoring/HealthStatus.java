package dev.connections.monitoring;

/** Whether a connection can do its work. */
public enum HealthStatus {
  /** It can. */
  UP,
  /** It can, but not as it should: saturated, say. */
  DEGRADED,
  /** It cannot. */
  DOWN,
  /** Never used or probed yet, which is not the same as down. */
  UNKNOWN
}
