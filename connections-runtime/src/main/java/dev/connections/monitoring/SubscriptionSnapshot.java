package dev.connections.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one subscription at one moment. Immutable; holds no secrets.
 *
 * @param name its name
 * @param state where it stands
 * @param since since when it stands there
 * @param endpoint the name of the endpoint it is open at; null if it is open at none
 * @param openings how often it has become active
 * @param handled how many deliveries were handled
 * @param failed how many of them the handler has failed at
 * @param rejected how many were not taken, because too many were waiting or it was being closed
 * @param waiting how many have arrived and are not handled yet
 * @param problem why it is not active; null if it is, or if nothing is known
 */
public record SubscriptionSnapshot(
    String name,
    SubscriptionState state,
    Instant since,
    @Nullable String endpoint,
    long openings,
    long handled,
    long failed,
    long rejected,
    int waiting,
    @Nullable String problem) {}
