package dev.connections.internal.endpoint;

import dev.connections.internal.permit.Bulkhead;
import dev.connections.spi.Endpoint;

/**
 * What an endpoint of a connection is used through. It is replaced as a whole: the holder of a
 * permit keeps the client that the permit is for, until it gives the permit back.
 *
 * @param endpoint the type's part
 * @param bulkhead the permits for it
 * @param opener opens it
 */
public record Client<E extends Endpoint>(E endpoint, Bulkhead bulkhead, Opener opener) {}
