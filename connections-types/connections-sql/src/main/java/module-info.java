/**
 * SQL databases over JDBC and HikariCP: the connection types {@code PostgreSql} and {@code H2}. The
 * drivers come with the application.
 */
module dev.connections.sql {
  requires transitive dev.connections.runtime;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires org.slf4j;
  requires static org.postgresql.jdbc;
  requires static com.h2database;

  exports dev.connections.sql;
  exports dev.connections.sql.h2;
  exports dev.connections.sql.postgresql;
}
