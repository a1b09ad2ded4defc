/**
 * What a service uses. Begin with {@link dev.connections.ConnectionProvider} (gives connections by
 * name), {@link dev.connections.ManagedConnection} (the shared handle), {@link
 * dev.connections.Leasing} and {@link dev.connections.Operation} (a unit of work and its effect),
 * {@link dev.connections.failure.ConnectionException} (what can go wrong).
 */
@NullMarked
package dev.connections;

import org.jspecify.annotations.NullMarked;
