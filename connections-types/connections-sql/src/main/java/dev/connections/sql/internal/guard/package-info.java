/**
 * The JDBC objects that users get, which tell the loan what is done: begin with {@code
 * GuardedConnection}. Each leads to the others, as those of JDBC do.
 */
@NullMarked
package dev.connections.sql.internal.guard;

import org.jspecify.annotations.NullMarked;
