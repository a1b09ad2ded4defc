/**
 * What can be observed of connections. Begin with {@link
 * dev.connections.monitoring.ConnectionsSnapshot} (everything at one moment) and {@link
 * dev.connections.monitoring.ConnectionEvent} (what changed).
 */
@NullMarked
package dev.connections.monitoring;

import org.jspecify.annotations.NullMarked;
