/**
 * What happens between OkHttp and the server in one attempt: headers, credentials, TLS, redirects,
 * reused sockets, and what is known of how far it got; begin with {@link
 * dev.connections.rest.internal.exchange.RestClients}.
 */
@NullMarked
package dev.connections.rest.internal.exchange;

import org.jspecify.annotations.NullMarked;
