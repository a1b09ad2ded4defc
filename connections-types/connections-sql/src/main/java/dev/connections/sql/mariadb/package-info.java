/**
 * MariaDB through MariaDB Connector/J, 3.5 and 4.0. The settings are in {@link
 * dev.connections.sql.mariadb.MariaDbConfiguration}.
 */
@NullMarked
package dev.connections.sql.mariadb;

import org.jspecify.annotations.NullMarked;
