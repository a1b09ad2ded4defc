package dev.connections.monitoring;

/**
 * The physical resources of a pooled connection at one moment.
 *
 * @param maximum how many there may be
 * @param total how many there are
 * @param active how many are lent
 * @param idle how many wait to be lent
 * @param discarded how many were closed on return since the pool was opened, because they could not
 *     be lent again; each costs a new one
 */
public record PoolStatistics(int maximum, int total, int active, int idle, long discarded) {

  /** Without any that was discarded. */
  public PoolStatistics(int maximum, int total, int active, int idle) {
    this(maximum, total, active, idle, 0);
  }
}
