package dev.connections;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named kind of call with its {@link Effect} and, optionally, its own time limits. Make one
 * constant for each; the name is a metric label, so it must not hold values.
 *
 * <pre>{@code
 * static final Operation FIND_OPEN = Operation.read("find-open-orders").deadline(ofSeconds(2));
 * }</pre>
 *
 * <p>Immutable and thread-safe. Limits that are not set come from the connection's configuration.
 */
public final class Operation {

  /** What calls without an operation run as: nothing may be assumed of their effect. */
  public static final Operation UNNAMED = nonIdempotent("unnamed");

  private final String name;
  private final Effect effect;
  private final @Nullable Duration deadline;
  private final @Nullable Duration attemptTimeout;
  private final @Nullable String timeouts;
  private final int maxAttempts;
  private final @Nullable String key;

  private Operation(
      String name,
      Effect effect,
      @Nullable Duration deadline,
      @Nullable Duration attemptTimeout,
      @Nullable String timeouts,
      int maxAttempts,
      @Nullable String key) {
    this.name = name;
    this.effect = effect;
    this.deadline = deadline;
    this.attemptTimeout = attemptTimeout;
    this.timeouts = timeouts;
    this.maxAttempts = maxAttempts;
    this.key = key;
  }

  /** An operation that changes nothing. */
  public static Operation read(String name) {
    return of(name, Effect.READ);
  }

  /** An operation that may be done twice with the same result as once. */
  public static Operation idempotent(String name) {
    return of(name, Effect.IDEMPOTENT);
  }

  /** An operation that must not be done twice. */
  public static Operation nonIdempotent(String name) {
    return of(name, Effect.NON_IDEMPOTENT);
  }

  /**
   * An operation that the external system recognizes by a key. It runs only once it has {@linkplain
   * KeyedOperation#key(Object) been given one}.
   */
  public static KeyedOperation keyed(String name) {
    return new KeyedOperation(of(name, Effect.KEYED));
  }

  private static Operation of(String name, Effect effect) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of an operation must not be blank");
    }
    return new Operation(name, effect, null, null, null, 0, null);
  }

  /**
   * This operation with a limit for everything together: waiting, connecting, all attempts. One
   * that is longer than the connection's limit for an attempt raises that too, unless {@code
   * timeouts.attempt} is configured, {@link #attemptTimeout} is set, or the operation has a class
   * of {@linkplain #timeouts(String) time limits}.
   *
   * <p>At the deadline the work is canceled, then its connection aborted, then its thread
   * interrupted, within 150 ms: a caller has its answer by then if the driver reacts to any of
   * these. If it does not, the permit is freed, the connection replaced and a leak reported, so
   * that other callers do not suffer, and the future of an asynchronous call fails. The thread of a
   * synchronous call cannot be taken out of the driver; code that only computes runs to its end.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Operation deadline(Duration deadline) {
    return new Operation(
        name, effect, positive(deadline, "deadline"), attemptTimeout, timeouts, maxAttempts, key);
  }

  /**
   * This operation with a limit for each attempt. The remaining deadline applies where it is less.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Operation attemptTimeout(Duration attemptTimeout) {
    return new Operation(
        name,
        effect,
        deadline,
        positive(attemptTimeout, "attempt timeout"),
        timeouts,
        maxAttempts,
        key);
  }

  /**
   * This operation with the limits that a connection's configuration has for a class of operations,
   * such as {@code file}, under {@code timeouts.classes}. A call on a connection that has no such
   * class fails with an {@code IllegalArgumentException} that names those it has; limits of the
   * operation itself go before those of its class.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public Operation timeouts(String timeoutClass) {
    if (timeoutClass.isBlank()) {
      throw new IllegalArgumentException(
          "The class of time limits of operation '" + name + "' must not be blank");
    }
    return new Operation(name, effect, deadline, attemptTimeout, timeoutClass, maxAttempts, key);
  }

  /**
   * This operation with its own number of attempts, the first one included; 1 means that it is
   * never tried again. Whether it may be tried again at all depends on its effect and on how it
   * failed.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Operation maxAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "The attempts of operation '" + name + "' must be at least 1, but were " + attempts);
    }
    return new Operation(name, effect, deadline, attemptTimeout, timeouts, attempts, key);
  }

  Operation withKey(String key) {
    return new Operation(name, effect, deadline, attemptTimeout, timeouts, maxAttempts, key);
  }

  private Duration positive(Duration value, String what) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "The " + what + " of operation '" + name + "' must be positive, but was " + value);
    }
    return value;
  }

  /** The name, as it appears in messages and metrics. */
  public String name() {
    return name;
  }

  /** What doing it twice would do. */
  public Effect effect() {
    return effect;
  }

  /** The limit for everything together; null for the connection's. */
  public @Nullable Duration deadline() {
    return deadline;
  }

  /** The limit for each attempt; null for the connection's. */
  public @Nullable Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** The class of its time limits; null for none. */
  public @Nullable String timeouts() {
    return timeouts;
  }

  /** How many attempts at most; 0 for as many as the connection's configuration allows. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The key of a {@link Effect#KEYED} operation; null for all others. */
  public @Nullable String key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Operation that
        && name.equals(that.name)
        && effect == that.effect
        && Objects.equals(deadline, that.deadline)
        && Objects.equals(attemptTimeout, that.attemptTimeout)
        && Objects.equals(timeouts, that.timeouts)
        && maxAttempts == that.maxAttempts
        && Objects.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, effect, deadline, attemptTimeout, timeouts, maxAttempts, key);
  }

  /** The name and the effect; never the key, which may be personal. */
  @Override
  public String toString() {
    return name + " (" + effect + ")";
  }
}
