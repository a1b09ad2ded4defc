package dev.connections.outside;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * Hibernate with a schema for each tenant, on connections whose schema is changed and changed back.
 */
final class TenancyScenarios {

  private static final int CALLS = 100;

  private TenancyScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    return List.of(
        new Scenario<>(
            "Hibernate 7.4.15",
            "a schema for each tenant, " + CALLS + " sessions",
            new PostgresStage(servers, ""),
            TenancyScenarios::run));
  }

  private static void run(Database database, DataSource client, Facts facts) throws Exception {
    for (String tenant : List.of("red", "blue")) {
      Sql.execute(client, "create schema " + tenant);
      Sql.execute(
          client,
          "create table "
              + tenant
              + ".numbered (id bigint primary key, version int, name text, picture oid)");
      Sql.execute(client, "create sequence " + tenant + ".numbered_seq increment 50");
    }
    Map<String, Object> settings =
        Map.of(
            MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
            new BySchema(client),
            SchemaToolingSettings.HBM2DDL_AUTO,
            "none",
            "hibernate.boot.allow_jdbc_metadata_access",
            false,
            "hibernate.dialect",
            "org.hibernate.dialect.PostgreSQLDialect");
    try (SessionFactory factory = HibernateScenarios.factory(settings)) {
      for (int i = 0; i < CALLS; i++) {
        String tenant = i % 3 == 0 ? "red" : "blue";
        try (var session = factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
          session.beginTransaction();
          session.persist(HibernateScenarios.numbered(tenant));
          session.getTransaction().commit();
        }
      }
    }
    facts.state(
        "red", Sql.column(client, "select name || count(*) from red.numbered group by name"));
    facts.state(
        "blue", Sql.column(client, "select name || count(*) from blue.numbered group by name"));
    facts.state("schema afterwards", Sql.column(client, "select current_schema"));
  }

  /** As Hibernate's guide has it: the schema is set when a connection is taken, and set back. */
  private static final class BySchema extends AbstractMultiTenantConnectionProvider<Object>
      implements MultiTenantConnectionProvider<Object> {

    private static final long serialVersionUID = 1;

    private final transient DataSource source;

    BySchema(DataSource source) {
      this.source = source;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
      return new ForTenant("public");
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(Object tenant) {
      return new ForTenant(String.valueOf(tenant));
    }

    /** For one of them. */
    private final class ForTenant implements ConnectionProvider {

      private static final long serialVersionUID = 1;

      private final String tenant;

      ForTenant(String tenant) {
        this.tenant = tenant;
      }

      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        connection.setSchema(tenant);
        return connection;
      }

      @Override
      public void closeConnection(Connection connection) throws SQLException {
        connection.setSchema("public");
        connection.close();
      }

      @Override
      public boolean supportsAggressiveRelease() {
        return false;
      }

      @Override
      public boolean isUnwrappableAs(Class<?> type) {
        return false;
      }

      @Override
      public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("Nothing to unwrap");
      }
    }
  }
}
