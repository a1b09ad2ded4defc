/**
 * Access tokens: kept, renewed and asked for by one at a time; begin with {@link
 * dev.connections.rest.internal.token.TokenSource}. Knows nothing of connections and HTTP clients.
 */
@NullMarked
package dev.connections.rest.internal.token;

import org.jspecify.annotations.NullMarked;
