package app;

import dev.connections.ConnectionConfiguration;

/** Has rules across settings. */
public record Refusing(Pool pool) implements ConnectionConfiguration {

  /** Refuses settings that contradict each other. */
  public record Pool(int minIdle, int maxSize) {

    /** Checks. */
    public Pool {
      if (minIdle > maxSize) {
        throw new IllegalArgumentException("minIdle is " + minIdle + ", more than maxSize");
      }
    }
  }
}
