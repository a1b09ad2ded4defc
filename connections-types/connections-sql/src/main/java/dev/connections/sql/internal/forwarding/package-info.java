/** JDBC objects that pass calls on to others, for those that do some of them differently. */
@NullMarked
package dev.connections.sql.internal.forwarding;

import org.jspecify.annotations.NullMarked;
