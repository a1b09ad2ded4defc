package dev.connections.monitoring;

/**
 * The dedicated resources of an endpoint, of one sort, at one moment. Immutable.
 *
 * @param name what they are asked for by
 * @param limit how many may be in use at once
 * @param inFlight how many are in use
 * @param waiting callers waiting for one
 * @param idle how many are open and not in use
 * @param discarded how many were closed because something failed on them, or they were outdated
 */
public record DedicatedSnapshot(
    String name, int limit, int inFlight, int waiting, int idle, long discarded) {}
