package dev.connections.internal.circuit;

import dev.connections.spi.settings.ResilienceSettings;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long a circuit stays open: doubled each time that it opens again without having closed, and a
 * tenth more or less, so that many clients of one endpoint do not come back to it at once. Used
 * under the lock of its circuit.
 */
final class OpenTime {

  private static final double JITTER = 0.1;

  /** This part of it is enough where the endpoint answers probes. */
  private static final int ENOUGH = 10;

  /** A few calls a second harm no server, and no one waits longer for one that is well again. */
  private static final long LONGEST_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long firstNanos;
  private final long longestNanos;
  private final RandomGenerator random;

  OpenTime(ResilienceSettings.Circuit settings, RandomGenerator random) {
    this.firstNanos = Nanos.of(settings.openFor());
    this.longestNanos = Nanos.of(settings.maxOpenFor());
    this.random = random;
  }

  /** How long this time; never longer than the longest. */
  long draw(int openings) {
    double middle = Math.min(longestNanos, Math.scalb((double) firstNanos, openings - 1));
    double least = middle * (1 - JITTER);
    double most = Math.min(middle * (1 + JITTER), longestNanos);
    return (long) (least + (most - least) * random.nextDouble());
  }

  /** How much of it is enough where the endpoint answers probes. */
  static long enough(long openForNanos) {
    return Math.min(openForNanos / ENOUGH, LONGEST_ENOUGH_NANOS);
  }
}
