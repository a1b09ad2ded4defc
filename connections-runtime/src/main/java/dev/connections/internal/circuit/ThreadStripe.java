package dev.connections.internal.circuit;

/** Lets threads begin at different places, so that they seldom meet. */
public final class ThreadStripe {

  /** The golden ratio of 32 bits: neighbouring numbers times this lie far apart. */
  private static final int FACTOR = 0x9E3779B9;

  private ThreadStripe() {}

  /** A place for a thread among so many; the same each time. */
  @SuppressWarnings("NarrowCalculation") // the first product is meant to wrap around
  public static int place(Thread thread, int places) {
    return (int) ((((thread.hashCode() * FACTOR) & 0xffffffffL) * places) >>> 32);
  }
}
