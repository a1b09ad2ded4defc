/**
 * Server-sent events of REST connections: {@link dev.connections.rest.events.ServerSentEvent} is
 * what a server sends, {@link dev.connections.rest.events.EventStreamOptions} are the limits of a
 * subscription.
 */
@NullMarked
package dev.connections.rest.events;

import org.jspecify.annotations.NullMarked;
