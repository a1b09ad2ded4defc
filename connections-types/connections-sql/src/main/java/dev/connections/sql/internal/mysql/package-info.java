/**
 * What MariaDB and MySQL have in common, whose servers speak one protocol and almost one language:
 * begin with {@code FamilyDialect}. Not for the other databases.
 */
@NullMarked
package dev.connections.sql.internal.mysql;

import org.jspecify.annotations.NullMarked;
