/**
 * MySQL through MySQL Connector/J 9. The settings are in {@link
 * dev.connections.sql.mysql.MySqlConfiguration}.
 */
@NullMarked
package dev.connections.sql.mysql;

import org.jspecify.annotations.NullMarked;
