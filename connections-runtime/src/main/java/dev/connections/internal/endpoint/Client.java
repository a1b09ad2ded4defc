package dev.connections.internal.endpoint;

import dev.connections.internal.lifecycle.Opener;
import dev.connections.internal.permit.LazyBulkhead;
import dev.connections.internal.permit.LongUses;
import dev.connections.spi.Endpoint;

/**
 * What an endpoint of a connection is used through. It is replaced as a whole: whoever holds a
 * permit keeps the client it was given for, until it gives the permit back.
 *
 * @param endpoint the kind's part
 * @param bulkhead the permits for it
 * @param opener opens it
 * @param longUses who uses it for as long as it lives
 */
public record Client<E extends Endpoint>(
    E endpoint, LazyBulkhead bulkhead, Opener opener, LongUses longUses) {}
