/**
 * The connection: servers, calls of the pipeline and of the native client, pages, downloads and
 * streams; begin with {@link dev.connections.rest.internal.connection.ManagedRestConnection}.
 */
@NullMarked
package dev.connections.rest.internal.connection;

import org.jspecify.annotations.NullMarked;
