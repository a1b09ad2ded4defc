/**
 * Any database that has a JDBC driver and no type of its own here. The settings are in {@link
 * dev.connections.sql.jdbc.JdbcConfiguration}. What it does not know of a driver it takes at its
 * worst.
 */
@NullMarked
package dev.connections.sql.jdbc;

import org.jspecify.annotations.NullMarked;
