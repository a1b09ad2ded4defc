/** H2. The settings are in {@link dev.connections.sql.h2.H2Configuration}. */
@NullMarked
package dev.connections.sql.h2;

import org.jspecify.annotations.NullMarked;
