package dev.connections.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of a connection at one moment. Immutable.
 *
 * @param state where it stands
 * @param generation how often it has been opened; 0 before the first time
 * @param since when it came into this state
 * @param cause why it is {@link LifecycleState#BROKEN}, without secrets; null in other states
 */
public record Lifecycle(
    LifecycleState state, long generation, Instant since, @Nullable String cause) {}
