/**
 * What a request is: its parts, address, headers, bodies, and the text of it that is sent; begin
 * with {@link dev.connections.rest.internal.request.RequestWriter}. Does no I/O.
 */
@NullMarked
package dev.connections.rest.internal.request;

import org.jspecify.annotations.NullMarked;
