/**
 * One connection with all its endpoints: failover, replaced clients, draining. Begin with {@link
 * dev.connections.internal.connection.ManagedCore}, which is all that others call; CoreWiring puts
 * its parts together.
 */
@NullMarked
package dev.connections.internal.connection;

import org.jspecify.annotations.NullMarked;
