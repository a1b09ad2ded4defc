package dev.connections.sql;

/**
 * What an endpoint is to be connected to, and how.
 *
 * @param pool how connections are pooled
 * @param readOnly whether the server is to refuse writes
 * @param dialect what is special about the database
 */
record SqlTarget(SqlPoolSettings pool, boolean readOnly, SqlDialect dialect) {}
