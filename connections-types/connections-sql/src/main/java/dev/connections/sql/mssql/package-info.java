/**
 * SQL Server and Azure SQL. The settings are in {@link
 * dev.connections.sql.mssql.MsSqlConfiguration}.
 */
@NullMarked
package dev.connections.sql.mssql;

import org.jspecify.annotations.NullMarked;
