package dev.connections.sql;

import dev.connections.Lease;
import java.sql.Connection;

/**
 * A JDBC connection held for one unit of work. Whoever took it closes it; that rolls back what is
 * uncommitted, as closing a pooled connection does. For one thread at a time.
 */
public interface SqlLease extends Lease<Connection> {}
