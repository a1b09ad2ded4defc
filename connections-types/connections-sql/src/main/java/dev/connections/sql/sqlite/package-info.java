/**
 * SQLite. The settings are in {@link dev.connections.sql.sqlite.SqliteConfiguration}. A {@code
 * SqliteSession} is the driver's connection with what the driver leaves out.
 */
@NullMarked
package dev.connections.sql.sqlite;

import org.jspecify.annotations.NullMarked;
