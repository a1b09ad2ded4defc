package dev.connections.sql;

/**
 * What an endpoint is to be connected to, and how.
 *
 * @param pool how connections are pooled
 * @param dialect what is special about the database
 */
record SqlTarget(SqlPoolSettings pool, SqlDialect dialect) {}
