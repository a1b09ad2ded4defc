package dev.connections.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one connection at one moment. Health, metrics, dashboards and error
 * messages all read it, so that they cannot disagree. Immutable; holds no secrets.
 *
 * @param name the connection's name
 * @param connectionId unique in this process, for logs
 * @param type the name of its type
 * @param category the category of its type
 * @param critical whether the service can do nothing without it
 * @param lifecycle where its active endpoint stands
 * @param health whether it can do its work
 * @param circuit whether calls to its active endpoint are let through
 * @param activeEndpoint the name of the endpoint in use
 * @param endpoints all endpoints, in the order of preference
 * @param operations what it has done
 * @param retryBudget how many retries its operations may make now
 * @param pool the physical resources of its active endpoint; null if it has no pool
 * @param holders who holds a permit, longest first
 * @param subscriptions its long-lived uses that are not closed
 * @param server what the external system said of itself; null before it was first opened
 * @param configurationGeneration how often its configuration has been replaced; 0 at first
 * @param createdAt when it was created
 * @param age how long ago that was, on the monotonic clock
 * @param idleFor how long ago it was last used, on the monotonic clock; null if never
 */
public record ConnectionSnapshot(
    String name,
    String connectionId,
    String type,
    String category,
    boolean critical,
    Lifecycle lifecycle,
    Health health,
    CircuitState circuit,
    String activeEndpoint,
    List<EndpointSnapshot> endpoints,
    OperationStatistics operations,
    double retryBudget,
    @Nullable PoolStatistics pool,
    List<LeaseHolder> holders,
    List<SubscriptionSnapshot> subscriptions,
    @Nullable ServerMetadata server,
    long configurationGeneration,
    Instant createdAt,
    Duration age,
    @Nullable Duration idleFor) {}
