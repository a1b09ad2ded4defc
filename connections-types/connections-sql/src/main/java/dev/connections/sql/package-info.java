/**
 * SQL databases. Users hold a {@link dev.connections.sql.SqlConnection}. The settings of each
 * database are in a package of its own, with all that only that database needs.
 *
 * <p>Below {@code internal}, in this order: what failures mean, what a statement's text tells, what
 * differs between databases, the pool and its loans, the guarded JDBC objects that users get, and
 * the connection, which puts them together. A package knows only those before it.
 */
@NullMarked
package dev.connections.sql;

import org.jspecify.annotations.NullMarked;
