package dev.connections.internal.circuit;

/**
 * What a {@link Circuit} gives to a call that it lets through: the number of the era and the time,
 * in one {@code long}, so that nothing is allocated and the end of the call needs no clock.
 *
 * <p>The lower 40 bits hold the time since the circuit was made in units of a millisecond or so
 * (2^20 ns), enough for 36 years; the upper 23 the era. Never negative.
 */
final class Ticket {

  private static final int UNIT_BITS = 20;
  private static final int TIME_BITS = 40;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  /** After this one they begin at 0 again: a ticket would have to outlive eight million eras. */
  static final long LAST_ERA = (1L << 23) - 1;

  private Ticket() {}

  static long of(CircuitGeneration era, long nanosSinceStart) {
    return era.number() << TIME_BITS | (nanosSinceStart >>> UNIT_BITS & TIME_MASK);
  }

  static boolean isOf(CircuitGeneration era, long ticket) {
    return ticket >>> TIME_BITS == era.number();
  }

  /** When the call began, since the circuit was made. */
  static long nanosSinceStart(long ticket) {
    return (ticket & TIME_MASK) << UNIT_BITS;
  }
}
