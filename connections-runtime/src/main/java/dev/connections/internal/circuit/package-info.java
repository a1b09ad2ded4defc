/**
 * When an endpoint that keeps failing is no longer called. Begin with {@link
 * dev.connections.internal.circuit.Circuit}.
 */
@NullMarked
package dev.connections.internal.circuit;

import org.jspecify.annotations.NullMarked;
