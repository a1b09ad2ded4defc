/**
 * SQL databases over JDBC and HikariCP: the connection types {@code PostgreSql}, {@code MsSql} and
 * {@code H2}. The drivers come with the application.
 */
module dev.connections.sql {
  requires transitive dev.connections.runtime;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires org.slf4j;
  requires static org.postgresql.jdbc;
  requires static com.h2database;
  requires static com.microsoft.sqlserver.jdbc;

  exports dev.connections.sql;
  exports dev.connections.sql.h2;
  exports dev.connections.sql.mssql;
  exports dev.connections.sql.postgresql;
}
