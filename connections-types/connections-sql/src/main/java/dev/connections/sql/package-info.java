/**
 * SQL databases. Users hold a {@link dev.connections.sql.SqlConnection}; its settings are in {@link
 * dev.connections.sql.PostgreSqlConfiguration} and {@link dev.connections.sql.H2Configuration}.
 *
 * <p>Below it, one thing lies on the other: the endpoint opens a pool; the pool lends; a loan knows
 * what is in flight on one connection; what users get are guarded JDBC objects that tell the loan.
 * What differs between databases is in the dialects.
 */
@NullMarked
package dev.connections.sql;

import org.jspecify.annotations.NullMarked;
