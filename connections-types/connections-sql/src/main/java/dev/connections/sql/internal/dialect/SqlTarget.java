package dev.connections.sql.internal.dialect;

import dev.connections.sql.SqlPoolSettings;

/**
 * What an endpoint is to be connected to, and how.
 *
 * @param pool how connections are pooled
 * @param dialect what is special about the database
 */
public record SqlTarget(SqlPoolSettings pool, SqlDialect dialect) {}
