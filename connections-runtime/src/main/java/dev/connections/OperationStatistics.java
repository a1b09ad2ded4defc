package dev.connections;

/**
 * What a connection has done since it was created.
 *
 * @param inFlight operations and leases under way
 * @param waiting callers waiting for a permit
 * @param succeeded operations that returned
 * @param failed operations that failed because of the external system or a time limit
 * @param rejected operations that were never begun: no permit, no time left, closed
 * @param slow operations that succeeded after their deadline; also counted as succeeded
 */
public record OperationStatistics(
    int inFlight, int waiting, long succeeded, long failed, long rejected, long slow) {}
