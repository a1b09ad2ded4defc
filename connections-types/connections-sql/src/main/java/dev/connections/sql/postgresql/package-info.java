/**
 * PostgreSQL. The settings are in {@link dev.connections.sql.postgresql.PostgreSqlConfiguration}.
 */
@NullMarked
package dev.connections.sql.postgresql;

import org.jspecify.annotations.NullMarked;
