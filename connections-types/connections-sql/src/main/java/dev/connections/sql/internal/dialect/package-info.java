/**
 * What differs between databases: begin with {@code SqlDialect}, which each database implements in
 * a package of its own, and what these implementations share.
 */
@NullMarked
package dev.connections.sql.internal.dialect;

import org.jspecify.annotations.NullMarked;
