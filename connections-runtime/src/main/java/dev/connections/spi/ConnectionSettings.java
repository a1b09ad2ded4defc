package dev.connections.spi;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The settings that connections of every kind have. Immutable.
 *
 * @param name the connection's name
 * @param type the name of its type, as configured
 * @param id its numeric configuration id, if it has one
 * @param startup when it is opened
 * @param critical whether the service can do nothing without it
 * @param timeouts its time limits
 * @param bulkhead how much may happen at once
 */
public record ConnectionSettings(
    String name,
    String type,
    OptionalInt id,
    Startup startup,
    boolean critical,
    Timeouts timeouts,
    Bulkhead bulkhead) {

  /** When a connection is opened. */
  public enum Startup {
    /** By its first use. The default, unless the connection is critical. */
    LAZY,
    /** Soon after start, by a thread in the background. The default of critical connections. */
    BACKGROUND,
    /** At start; a failure is logged, and the next use tries again. */
    WARN,
    /** At start; a failure fails the start. */
    FAIL
  }

  /**
   * Time limits; all positive.
   *
   * @param total for an operation in all, 30 s by default
   * @param attempt for one attempt, 10 s by default; at most {@code total}
   * @param acquire for waiting for a permit or resource, 5 s by default
   * @param connect for opening, 5 s by default
   * @param health for a probe, 2 s by default
   * @param drain for letting borrowers finish at close, 20 s by default
   */
  public record Timeouts(
      Duration total,
      Duration attempt,
      Duration acquire,
      Duration connect,
      Duration health,
      Duration drain) {

    /** The defaults. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));
  }

  /**
   * How much may happen at once on a connection.
   *
   * @param maxConcurrent how many operations and leases; empty for the endpoint's {@linkplain
   *     Endpoint#capacity() capacity}
   * @param maxWaiting how many callers may wait for a permit; empty for twice as many
   */
  public record Bulkhead(OptionalInt maxConcurrent, OptionalInt maxWaiting) {

    /** The defaults. */
    public static final Bulkhead DEFAULT = new Bulkhead(OptionalInt.empty(), OptionalInt.empty());
  }

  /** The defaults for a connection: lazy, not critical. */
  public static ConnectionSettings defaults(String name, String type) {
    return new ConnectionSettings(
        name, type, OptionalInt.empty(), Startup.LAZY, false, Timeouts.DEFAULT, Bulkhead.DEFAULT);
  }
}
