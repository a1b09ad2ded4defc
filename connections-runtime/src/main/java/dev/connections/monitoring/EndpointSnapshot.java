package dev.connections.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one endpoint of a connection at one moment. Immutable; holds no
 * secrets.
 *
 * @param name its name among the endpoints; {@code primary} where there is one only
 * @param active whether it is the one in use; reads may go to others as well
 * @param lifecycle where it stands
 * @param health whether it can do its work
 * @param circuit whether calls are let through
 * @param inFlight operations and leases in flight
 * @param limit how many there may be; 0 before its first use
 * @param waiting callers waiting for a permit
 * @param use how many permits were in use at once so far; null before its first use, and where
 *     nothing has lasted long enough to be seen
 * @param pool its physical resources; null if it has no pool
 * @param dedicated its dedicated resources, of each pool that was used so far
 * @param server what the external system said of itself; null before it was first opened
 */
public record EndpointSnapshot(
    String name,
    boolean active,
    Lifecycle lifecycle,
    Health health,
    CircuitState circuit,
    int inFlight,
    int limit,
    int waiting,
    @Nullable PermitUse use,
    @Nullable PoolStatistics pool,
    List<DedicatedSnapshot> dedicated,
    @Nullable ServerMetadata server) {}
