package dev.connections.spi.settings;

import static dev.connections.annotations.settings.CommonSettings.BUDGET;
import static dev.connections.annotations.settings.CommonSettings.CIRCUIT;
import static dev.connections.annotations.settings.CommonSettings.FAILOVER;
import static dev.connections.annotations.settings.CommonSettings.MONITORING;
import static dev.connections.annotations.settings.CommonSettings.RETRY;

import dev.connections.Percentage;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection deals with failures; every type has these settings. Immutable.
 *
 * @param retry when an operation is tried again
 * @param circuit when an endpoint is left alone
 * @param rateLimit how many operations may begin in a period; empty, the default, for no limit
 * @param monitoring how health is found out
 * @param failover when another endpoint takes over
 */
public record ResilienceSettings(
    Retry retry,
    Circuit circuit,
    Optional<RateLimit> rateLimit,
    Monitoring monitoring,
    Failover failover) {

  /** The defaults of all parts; no rate limit. */
  public static final ResilienceSettings DEFAULT =
      new ResilienceSettings(
          Retry.DEFAULT, Circuit.DEFAULT, Optional.empty(), Monitoring.DEFAULT, Failover.DEFAULT);

  /**
   * When an operation is retried, if that is safe at all.
   *
   * @param maxAttempts how many attempts in all; 3 by default, 1 for none but the first
   * @param base the longest first backoff; 100 ms by default, doubled for each attempt that
   *     follows. The wait is drawn each time from nothing to that (full jitter)
   * @param cap the longest backoff at all; 5 s by default
   * @param budget how many retries all operations of the connection may make together
   */
  public record Retry(int maxAttempts, Duration base, Duration cap, Budget budget) {

    /** The defaults. */
    public static final Retry DEFAULT =
        new Retry(
            RETRY.value("maxAttempts").number(),
            RETRY.value("base").time(),
            RETRY.value("cap").time(),
            Budget.DEFAULT);

    /** Never. */
    public static final Retry NONE = new Retry(1, DEFAULT.base(), DEFAULT.cap(), Budget.DEFAULT);
  }

  /**
   * How many retries the operations of a connection may make together: those that its calls have
   * earned, and a few for connections with few calls. What is not used lapses after ten seconds.
   *
   * @param ratio retries for each call; 20 % by default
   * @param perSecond retries that are there in any case, each second; 3 by default
   */
  public record Budget(Percentage ratio, int perSecond) {

    /** The defaults: those of Finagle and Envoy. */
    public static final Budget DEFAULT =
        new Budget(
            Percentage.parse(BUDGET.value("ratio").otherwise()),
            BUDGET.value("perSecond").number());
  }

  /**
   * When an endpoint gets no calls because too many fail there.
   *
   * @param enabled whether it ever is; true by default. An operator can isolate it in any case
   * @param failureRate from which share of failures on; 50 % by default
   * @param window among the attempts of which time; 30 s by default
   * @param minimumCalls not before there were so many; 20 by default
   * @param openFor how long it gets no calls the first time; 5 s by default, doubled each time that
   *     it fails again, with a jitter of a tenth; a tenth of that, at most a second, is enough if
   *     it answers a probe of its health then, and nothing of it if it was away and could be
   *     reopened
   * @param maxOpenFor how long at most; 60 s by default
   * @param probes how many attempts are let through to see whether it is back; 3 by default
   * @param slowCall from which duration on a success counts as a failure; empty, the default, for
   *     never
   */
  public record Circuit(
      boolean enabled,
      Percentage failureRate,
      Duration window,
      int minimumCalls,
      Duration openFor,
      Duration maxOpenFor,
      int probes,
      Optional<Duration> slowCall) {

    /** The defaults. */
    public static final Circuit DEFAULT =
        new Circuit(
            CIRCUIT.value("enabled").isOn(),
            Percentage.parse(CIRCUIT.value("failureRate").otherwise()),
            CIRCUIT.value("window").time(),
            CIRCUIT.value("minimumCalls").number(),
            CIRCUIT.value("openFor").time(),
            CIRCUIT.value("maxOpenFor").time(),
            CIRCUIT.value("probes").number(),
            Optional.empty());
  }

  /**
   * How many operations may begin in a period, retries included.
   *
   * @param permits how many
   * @param period in which time; 1 s by default
   */
  public record RateLimit(int permits, Duration period) {}

  /**
   * How health is checked where the operations themselves do not show it.
   *
   * @param interval how long an endpoint may go without activity before it is probed; 30 s by
   *     default, with a jitter of a fifth
   * @param failAfter after how many failures in a row it is DOWN, the last of them a probe or an
   *     opening; uses that fail count, too, until one succeeds. 3 by default
   * @param recoverAfter after how many successes in a row it is UP again; 2 by default
   */
  public record Monitoring(Duration interval, int failAfter, int recoverAfter) {

    /** The defaults. */
    public static final Monitoring DEFAULT =
        new Monitoring(
            MONITORING.value("interval").time(),
            MONITORING.value("failAfter").number(),
            MONITORING.value("recoverAfter").number());
  }

  /**
   * When another endpoint takes over; of no effect where there is one only.
   *
   * @param grace how long the active endpoint must be unusable; none by default
   * @param failBack how long an endpoint further up in the list must have been usable again before
   *     it takes over; 30 s by default, empty for never
   * @param balanceReads whether operations that only read are spread over all usable endpoints;
   *     false by default
   * @param maxLag how far an endpoint may be behind the active one to be given reads by {@code
   *     balanceReads}; 5 s by default
   * @param readOwnWrites for how long after a write {@code balanceReads} leaves reads at the active
   *     endpoint; 5 s by default, zero for not at all
   * @param panic below which share of usable endpoints all are taken for usable, because it is more
   *     likely that the verdict is wrong; 0 %, which is never, by default
   */
  public record Failover(
      Duration grace,
      Optional<Duration> failBack,
      boolean balanceReads,
      Duration maxLag,
      Duration readOwnWrites,
      Percentage panic) {

    /** The defaults. */
    public static final Failover DEFAULT =
        new Failover(
            FAILOVER.value("grace").time(),
            Optional.of(FAILOVER.value("failBack").time()),
            FAILOVER.value("balanceReads").isOn(),
            FAILOVER.value("maxLag").time(),
            FAILOVER.value("readOwnWrites").time(),
            Percentage.parse(FAILOVER.value("panic").otherwise()));

    /** With the defaults for lag and own writes. */
    public Failover(
        Duration grace, Optional<Duration> failBack, boolean balanceReads, Percentage panic) {
      this(grace, failBack, balanceReads, DEFAULT.maxLag, DEFAULT.readOwnWrites, panic);
    }
  }
}
