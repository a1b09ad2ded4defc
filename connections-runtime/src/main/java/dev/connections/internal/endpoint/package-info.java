/**
 * One address of a connection: its client, health, probes, and who reopens it when it is broken.
 * Begin with {@link dev.connections.internal.endpoint.ManagedEndpoint}.
 */
@NullMarked
package dev.connections.internal.endpoint;

import org.jspecify.annotations.NullMarked;
