package dev.connections.sql;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionTypeDescriptor.Classes;

/** The two types, for tests below the registry. */
final class SqlTypes {

  private static final Classes CLASSES =
      new Classes() {
        @Override
        public Class<?> connectionClass(int id) {
          return SqlConnection.class;
        }

        @Override
        public Class<?> configurationClass(int id) {
          return id == 10 ? PostgreSqlConfiguration.class : H2Configuration.class;
        }
      };

  static final ConnectionTypeDescriptor<SqlConnection, PostgreSqlConfiguration> POSTGRE_SQL =
      ConnectionTypeDescriptor.<SqlConnection, PostgreSqlConfiguration>builder(
              10, "PostgreSql", "Sql")
          .build(CLASSES);

  static final ConnectionTypeDescriptor<SqlConnection, H2Configuration> H2 =
      ConnectionTypeDescriptor.<SqlConnection, H2Configuration>builder(11, "H2", "Sql")
          .build(CLASSES);

  private SqlTypes() {}
}
