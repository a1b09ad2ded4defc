package dev.connections.internal.call;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.internal.permit.Holder;
import dev.connections.spi.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What all attempts of a call have in common. Immutable.
 *
 * @param rules those in force when it began
 * @param outer what its thread was doing when it began; null if nothing
 * @param caller who waits for it on another thread; null if it runs on its caller's
 * @param total the deadline for everything together
 * @param trace what telemetry follows it by
 * @param startNanos when it began
 */
record Call<E extends Endpoint>(
    CallRules rules,
    Operation operation,
    @Nullable Holder outer,
    @Nullable Caller<E> caller,
    Deadline total,
    CallTrace trace,
    long startNanos) {}
