package dev.connections;

/**
 * The physical resources of a pooled connection at one moment.
 *
 * @param maximum how many there may be
 * @param total how many there are
 * @param active how many are lent
 * @param idle how many wait to be lent
 */
public record PoolStatistics(int maximum, int total, int active, int idle) {}
