/**
 * Which endpoint of a connection is the active one. Begin with {@link
 * dev.connections.internal.failover.FailoverControl}; {@link
 * dev.connections.internal.failover.Routing} is what a call asks.
 */
@NullMarked
package dev.connections.internal.failover;

import org.jspecify.annotations.NullMarked;
