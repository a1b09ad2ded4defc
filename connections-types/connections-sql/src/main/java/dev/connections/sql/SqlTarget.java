package dev.connections.sql;

/**
 * What an endpoint is to be connected to, and how.
 *
 * @param pool how connections are pooled
 * @param readOnly whether the server must reject writes
 * @param dialect what is special about the database
 */
record SqlTarget(SqlPoolSettings pool, boolean readOnly, SqlDialect dialect) {}
