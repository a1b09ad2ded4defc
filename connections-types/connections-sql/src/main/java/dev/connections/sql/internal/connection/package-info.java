/**
 * The connection that users hold: begin with {@code DefaultSqlConnection}. The endpoint opens a
 * pool; the pool lends; work is given a guarded connection.
 */
@NullMarked
package dev.connections.sql.internal.connection;

import org.jspecify.annotations.NullMarked;
