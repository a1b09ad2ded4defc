/**
 * The base of connection types whose resources serve one user at a time. Begin with {@link
 * dev.connections.pooling.PooledConnection}.
 */
@NullMarked
package dev.connections.pooling;

import org.jspecify.annotations.NullMarked;
