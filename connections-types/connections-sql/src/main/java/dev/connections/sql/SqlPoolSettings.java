package dev.connections.sql;

import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/**
 * The pool of a SQL connection. What HikariCP would change by itself, with a warning in the log at
 * most, is rejected here instead. Immutable.
 *
 * @param maxSize how many connections there may be; also how many operations run at once
 * @param minIdle how many idle connections are kept; {@code maxSize} by default, which HikariCP
 *     recommends: a pool of fixed size
 * @param maxLifetime when a connection is replaced, give or take; 15 minutes by default, so that a
 *     change of DNS is followed; at least 30 s
 * @param keepalive how often an idle connection is tried; at least 30 s and less than {@code
 *     maxLifetime}. By default 2 minutes, or half of {@code maxLifetime} if that is less, or never
 *     if that is less than 30 s
 * @param idleTimeout when an idle connection beyond {@code minIdle} is closed; at least 10 s and a
 *     second less than {@code maxLifetime}. By default 10 minutes, or half of {@code maxLifetime}
 *     if that is less
 * @param leakThreshold after how long a connection that is still lent is logged with where it was
 *     taken; at least 2 s and at most {@code maxLifetime}. Off by default
 * @param connectionInitSql a statement that runs once on each new connection, as HikariCP's setting
 *     of that name. What it sets belongs to the session that every borrower gets: it runs again
 *     after a session was reset. It must do no harm when it is repeated; none by default
 */
public record SqlPoolSettings(
    @Description(
            "How many connections there may be; also how many operations run at once. Small pools"
                + " are faster: begin with twice the server's cores, shared among all processes")
        @DefaultValue("10")
        @Min(1)
        int maxSize,
    @Description(
            "How many idle connections are kept; maxSize by default, a pool of fixed size, which"
                + " answers bursts fastest")
        Optional<Integer> minIdle,
    @Description(
            "When a connection is replaced, give or take; at least 30s. Shorter than any time"
                + " limit of the server or of a load balancer")
        @DefaultValue("15m")
        Duration maxLifetime,
    @Description(
            "How often an idle connection is tried; at least 30s and less than maxLifetime. By"
                + " default 2m, or half of maxLifetime if that is less. Shorter than the time"
                + " after which a firewall drops idle connections")
        Optional<Duration> keepalive,
    @Description(
            "When an idle connection beyond minIdle is closed; at least 10s and a second less than"
                + " maxLifetime. By default 10m, or half of maxLifetime if that is less")
        Optional<Duration> idleTimeout,
    @Description(
            "After how long a connection that is still lent is logged, with the place that took"
                + " it; at least 2s and at most maxLifetime. Left out, never: bulkhead.leakAfter"
                + " reports leaks of every type")
        Optional<Duration> leakThreshold,
    @Description(
            "Statement that runs on each new connection, and after its session was reset. It must"
                + " do no harm when it is repeated")
        Optional<String> connectionInitSql) {

  /** Ten connections, kept. */
  public static final SqlPoolSettings DEFAULT = ofSize(10);

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public SqlPoolSettings {
    PoolRules.check(maxSize, minIdle, maxLifetime, keepalive, idleTimeout, leakThreshold);
    if (connectionInitSql.isPresent() && connectionInitSql.get().isBlank()) {
      throw new IllegalArgumentException(
          "connectionInitSql must be a statement, but is blank; leave it out for none");
    }
  }

  /** Without a {@code connectionInitSql}. */
  public SqlPoolSettings(
      int maxSize,
      Optional<Integer> minIdle,
      Duration maxLifetime,
      Optional<Duration> keepalive,
      Optional<Duration> idleTimeout,
      Optional<Duration> leakThreshold) {
    this(maxSize, minIdle, maxLifetime, keepalive, idleTimeout, leakThreshold, Optional.empty());
  }

  /** A pool of fixed size with defaults for the rest. */
  public static SqlPoolSettings ofSize(int size) {
    return new SqlPoolSettings(
        size,
        Optional.empty(),
        Duration.ofMinutes(15),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
