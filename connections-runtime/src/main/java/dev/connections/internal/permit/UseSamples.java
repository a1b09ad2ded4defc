package dev.connections.internal.permit;

import dev.connections.monitoring.PermitUse;
import dev.connections.monitoring.SizeAdvice;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many permits of a bulkhead were wanted each time the watchdog looked: in use, and
 * waited for. So a call pays nothing for it. Written by the watchdog's thread alone, read by any.
 */
final class UseSamples {

  /** Numbers are counted in so many classes, up to three times the permits. */
  private static final int CLASSES = 64;

  /** An hour of looks; then the older half of what is kept is forgotten. */
  private static final int KEPT = 72_000;

  /** A minute of looks. */
  private static final int ENOUGH = 1_200;

  /** From this share on, waiting is more than an accident. */
  private static final double OFTEN = 0.01;

  /** A bulkhead of fewer is not worth making smaller. */
  private static final int SMALL = 4;

  private final int permits;

  /** How many numbers are one class: 1 up to 21 permits. */
  private final int width;

  private int counted;
  private volatile AtomicIntegerArray recent = new AtomicIntegerArray(CLASSES);
  private volatile @Nullable AtomicIntegerArray earlier;

  UseSamples(int permits) {
    this.permits = permits;
    this.width = (3 * permits + CLASSES - 1) / CLASSES;
  }

  /** The watchdog has looked, and found one in use at least. */
  void add(int inUse, int waiting) {
    if (counted == KEPT) {
      earlier = recent;
      recent = new AtomicIntegerArray(CLASSES);
      counted = 0;
    }
    counted++;
    AtomicIntegerArray samples = recent;
    int place = Math.min(CLASSES - 1, (inUse + waiting - 1) / width);
    samples.lazySet(place, samples.getPlain(place) + 1);
  }

  /** What was seen so far; null if nothing was. */
  @Nullable PermitUse read() {
    AtomicIntegerArray before = earlier;
    AtomicIntegerArray now = recent;
    long[] counts = new long[CLASSES];
    long all = 0;
    long waited = 0;
    for (int place = 0; place < CLASSES; place++) {
      counts[place] = now.get(place) + (before == null ? 0 : before.get(place));
      all += counts[place];
      waited += place * width >= permits ? counts[place] : 0;
    }
    if (all == 0) {
      return null;
    }
    double waiting = (double) waited / all;
    int most = wanted(counts, all, 0.999);
    return new PermitUse(
        all,
        Math.min(permits, wanted(counts, all, 0.5)),
        Math.min(permits, most),
        waiting,
        all < ENOUGH ? null : advice(waiting, wanted(counts, all, 0.99), most));
  }

  /** So many or fewer were wanted in such a share of the samples. */
  private int wanted(long[] counts, long all, double share) {
    int place = 0;
    long seen = counts[place];
    while (seen < share * all) {
      place++;
      seen += counts[place];
    }
    return (place + 1) * width;
  }

  private @Nullable SizeAdvice advice(double waiting, int wantedMostly, int most) {
    if (waiting >= OFTEN) {
      int size = Math.min(2 * permits, Math.max(permits + 1, wantedMostly));
      return new SizeAdvice(
          size,
          String.format(
              Locale.ROOT,
              "in %.0f %% of the samples callers waited for one of %d permits; in 99 of 100, %d"
                  + " would have done. See first whether the server has room for more, and whether"
                  + " something holds a permit longer than it must",
              100 * waiting,
              permits,
              wantedMostly));
    }
    int enough = (3 * most + 1) / 2;
    return permits >= SMALL && enough <= permits / 2
        ? new SizeAdvice(
            enough,
            String.format(
                Locale.ROOT,
                "in 999 of 1,000 samples no more than %d of %d permits were in use; %d leave room"
                    + " for half as many again",
                most,
                permits,
                enough))
        : null;
  }
}
