package dev.connections.spi.settings;

import static dev.connections.annotations.settings.CommonSettings.BULKHEAD;
import static dev.connections.annotations.settings.CommonSettings.TIMEOUTS;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The settings that connections of every type have. Immutable.
 *
 * @param name the connection's name
 * @param type the name of its type, as configured
 * @param id its numeric configuration id, if it has one
 * @param startup when it is opened
 * @param critical whether the service can do nothing without it
 * @param timeouts its time limits
 * @param bulkhead how much may happen at once
 * @param resilience how it deals with failures
 */
public record ConnectionSettings(
    String name,
    String type,
    OptionalInt id,
    Startup startup,
    boolean critical,
    Timeouts timeouts,
    Bulkhead bulkhead,
    ResilienceSettings resilience) {

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
   * @param drain for letting borrowers finish at close, before they are cut; 20 s by default
   * @param classes the limits of operations that name a {@linkplain
   *     dev.connections.Operation#timeouts(String) class of time limits}
   * @param attemptConfigured whether {@code attempt} was set on purpose; if not, an operation with
   *     a longer deadline of its own may use all of it for one attempt
   */
  public record Timeouts(
      Duration total,
      Duration attempt,
      Duration acquire,
      Duration connect,
      Duration health,
      Duration drain,
      Map<String, OperationLimits> classes,
      boolean attemptConfigured) {

    /** The defaults; no classes. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            TIMEOUTS.value("total").time(),
            TIMEOUTS.value("attempt").time(),
            TIMEOUTS.value("acquire").time(),
            TIMEOUTS.value("connect").time(),
            TIMEOUTS.value("health").time(),
            TIMEOUTS.value("drain").time(),
            Map.of(),
            false);

    /** Copies the classes. */
    public Timeouts {
      classes = Map.copyOf(classes);
    }

    /** Limits without classes, all of them set on purpose. */
    public Timeouts(
        Duration total,
        Duration attempt,
        Duration acquire,
        Duration connect,
        Duration health,
        Duration drain) {
      this(total, attempt, acquire, connect, health, drain, Map.of(), true);
    }
  }

  /**
   * The time limits of a class of operations.
   *
   * @param total for an operation in all
   * @param attempt for one attempt; at most {@code total}
   */
  public record OperationLimits(Duration total, Duration attempt) {}

  /**
   * How much may happen at once on a connection.
   *
   * @param maxConcurrent how many operations and leases; empty for the endpoint's {@linkplain
   *     dev.connections.spi.Endpoint#capacity() capacity}
   * @param maxWaiting how many callers may wait for a permit; empty for twice as many
   * @param leakAfter how long a permit may be held before that is {@linkplain
   *     dev.connections.monitoring.ConnectionEvent.LeakSuspected reported}, 1 min by default: twice
   *     the time that an operation has in all, so that nothing ordinary is suspected; positive. An
   *     attempt is reported only once its deadline has passed as well
   */
  public record Bulkhead(OptionalInt maxConcurrent, OptionalInt maxWaiting, Duration leakAfter) {

    /** See {@code leakAfter}. */
    public static final Duration LEAK_AFTER = BULKHEAD.value("leakAfter").time();

    /** The defaults. */
    public static final Bulkhead DEFAULT = new Bulkhead(OptionalInt.empty(), OptionalInt.empty());

    /** With the default time after which a leak is suspected. */
    public Bulkhead(OptionalInt maxConcurrent, OptionalInt maxWaiting) {
      this(maxConcurrent, maxWaiting, LEAK_AFTER);
    }
  }

  /** The defaults for a connection: lazy, not critical. */
  public static ConnectionSettings defaults(String name, String type) {
    return new ConnectionSettings(
        name,
        type,
        OptionalInt.empty(),
        Startup.LAZY,
        false,
        Timeouts.DEFAULT,
        Bulkhead.DEFAULT,
        ResilienceSettings.DEFAULT);
  }

  /** These settings with other time limits. */
  public ConnectionSettings withTimeouts(Timeouts other) {
    return new ConnectionSettings(name, type, id, startup, critical, other, bulkhead, resilience);
  }

  /** These settings with another bulkhead. */
  public ConnectionSettings withBulkhead(Bulkhead other) {
    return new ConnectionSettings(name, type, id, startup, critical, timeouts, other, resilience);
  }

  /** These settings with another way to deal with failures. */
  public ConnectionSettings withResilience(ResilienceSettings other) {
    return new ConnectionSettings(name, type, id, startup, critical, timeouts, bulkhead, other);
  }
}
