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
  UNKNOWN;

  /** The worse of two, in the order UP, UNKNOWN, DEGRADED, DOWN. */
  public HealthStatus worse(HealthStatus other) {
    return severity() >= other.severity() ? this : other;
  }

  private int severity() {
    return switch (this) {
      case UP -> 0;
      case UNKNOWN -> 1;
      case DEGRADED -> 2;
      case DOWN -> 3;
    };
  }
}
