/**
 * What SQL exceptions mean, and what of them may be shown: begin with {@code SqlStateFailures}.
 * What holds for one database only is in that database's package.
 */
@NullMarked
package dev.connections.sql.internal.failure;

import org.jspecify.annotations.NullMarked;
