package dev.connections.monitoring;

/**
 * What a connection has done since it was created.
 *
 * @param inFlight operations and leases in flight
 * @param waiting callers waiting for a permit
 * @param succeeded operations that returned
 * @param failed operations that failed because of the external system or a time limit
 * @param rejected operations that were never begun: no permit, no time left, closed
 * @param slow operations that succeeded after their deadline; also counted as succeeded
 * @param retries attempts beyond the first one of their operation
 * @param fallbacks failures for which the application had a {@linkplain
 *     dev.connections.ManagedConnection#withFallback fallback}; also counted as what they were
 * @param leaksSuspected permits that were held for {@linkplain ConnectionEvent.LeakSuspected
 *     suspiciously long}, each counted once
 */
public record OperationStatistics(
    int inFlight,
    int waiting,
    long succeeded,
    long failed,
    long rejected,
    long slow,
    long retries,
    long fallbacks,
    long leaksSuspected) {}
