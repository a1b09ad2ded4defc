/**
 * How a REST connection says who it is: the settings of OAuth 2, and {@link
 * dev.connections.rest.auth.RequestSigner} for requests that must be signed.
 */
@NullMarked
package dev.connections.rest.auth;

import org.jspecify.annotations.NullMarked;
