/** Oracle Database. The settings are in {@link dev.connections.sql.oracle.OracleConfiguration}. */
@NullMarked
package dev.connections.sql.oracle;

import org.jspecify.annotations.NullMarked;
