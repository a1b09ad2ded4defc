/**
 * Tells OpenTelemetry what happens, if someone listens. Begin with {@link
 * dev.connections.internal.telemetry.ProviderTelemetry}. The names of everything emitted are in
 * {@code docs/telemetry.md}, which a test compares with what is emitted.
 */
@NullMarked
package dev.connections.internal.telemetry;

import org.jspecify.annotations.NullMarked;
