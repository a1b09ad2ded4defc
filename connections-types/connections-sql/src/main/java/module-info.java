/**
 * SQL databases over JDBC and HikariCP: the connection types {@code PostgreSql}, {@code MariaDb},
 * {@code MySql}, {@code MsSql}, {@code Oracle}, {@code H2}, {@code Sqlite}, and {@code Jdbc} for
 * any other. The drivers come with the application.
 */
module dev.connections.sql {
  requires transitive dev.connections.runtime;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires org.slf4j;
  requires static org.postgresql.jdbc;
  requires static com.h2database;
  requires static com.microsoft.sqlserver.jdbc;
  requires static com.oracle.database.jdbc;
  requires static mysql.connector.j;
  requires static org.mariadb.jdbc;
  requires static org.xerial.sqlitejdbc;

  exports dev.connections.sql;
  exports dev.connections.sql.h2;
  exports dev.connections.sql.jdbc;
  exports dev.connections.sql.mariadb;
  exports dev.connections.sql.mssql;
  exports dev.connections.sql.mysql;
  exports dev.connections.sql.oracle;
  exports dev.connections.sql.postgresql;
  exports dev.connections.sql.sqlite;

  // The driver makes its socket factory by itself.
  exports dev.connections.sql.internal.mysql to
      org.mariadb.jdbc;
}
