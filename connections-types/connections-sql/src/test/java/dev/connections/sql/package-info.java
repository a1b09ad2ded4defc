/** Tests of SQL connections, against real servers. */
@NullMarked
package dev.connections.sql;

import org.jspecify.annotations.NullMarked;
