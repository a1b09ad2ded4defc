/**
 * A HikariCP pool and what it lends: begin with {@code SqlPool}. A {@code Loan} knows what is in
 * flight on one connection. Whatever a driver does, calls return in time: see {@code SpareThreads}.
 */
@NullMarked
package dev.connections.sql.internal.pool;

import org.jspecify.annotations.NullMarked;
