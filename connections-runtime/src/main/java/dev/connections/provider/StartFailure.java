package dev.connections.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that could not be opened at start.
 *
 * @param name its name
 * @param type the name of its type
 * @param took how long it took to fail, or was waited for
 * @param code the code of the failure, such as {@code authentication}
 * @param problem what happened, without secrets
 * @param exception what was thrown; null if nothing was heard of it
 */
record StartFailure(
    String name,
    String type,
    Duration took,
    String code,
    String problem,
    @Nullable Throwable exception) {}
