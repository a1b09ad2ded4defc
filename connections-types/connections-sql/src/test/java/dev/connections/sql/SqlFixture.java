package dev.connections.sql;

import dev.connections.CloseReport;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Secret;
import dev.connections.provider.Connections;
import dev.connections.spi.ConnectionFactory;
import dev.connections.testsupport.PostgresServer;
import java.time.Duration;
import java.util.Optional;

/** A provider with one connection, {@code orders-db}, whose record the test makes. */
final class SqlFixture implements AutoCloseable {

  private static final String NAME = "orders-db";

  private final ConnectionProvider provider;
  private final SqlConnection connection;

  private SqlFixture(ConnectionProvider provider) {
    this.provider = provider;
    this.connection = provider.get(NAME, SqlConnection.class);
  }

  /** The role {@code app} of a {@link PostgresServer}, without TLS. */
  static PostgreSqlConfiguration app(int port, int poolSize) {
    return new PostgreSqlConfiguration(
        PostgresServer.url(port),
        "app",
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD)),
        SqlPoolSettings.ofSize(poolSize),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TlsMode.DISABLE),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * PostgreSQL.
   *
   * @param settings pairs of path and value that all kinds of connections have
   */
  static SqlFixture of(PostgreSqlConfiguration configuration, String... settings) {
    return open(
        SqlConnectionTypes.POSTGRE_SQL, new PostgreSqlConnectionFactory(), configuration, settings);
  }

  /**
   * H2.
   *
   * @param settings pairs of path and value that all kinds of connections have
   */
  static SqlFixture of(H2Configuration configuration, String... settings) {
    return open(SqlConnectionTypes.H2, new H2ConnectionFactory(), configuration, settings);
  }

  /** H2 behind a driver of the test's own. */
  static SqlFixture of(
      ConnectionFactory<SqlConnection, H2Configuration> factory, H2Configuration configuration) {
    return open(SqlConnectionTypes.H2, factory, configuration);
  }

  private static <S extends ConnectionConfiguration> SqlFixture open(
      ConnectionTypeDescriptor<SqlConnection, S> type,
      ConnectionFactory<SqlConnection, S> factory,
      S configuration,
      String... settings) {
    ConnectionsConfiguration text =
        ConnectionsConfiguration.ofText(
            "test.yaml", "connections:\n  " + NAME + ":\n    type: " + type.name() + "\n");
    for (int i = 0; i < settings.length; i += 2) {
      text = text.with("connections." + NAME + "." + settings[i], settings[i + 1]);
    }
    return new SqlFixture(
        Connections.builder()
            .configuration(text)
            .register(type, factory, node -> configuration)
            .open());
  }

  SqlConnection connection() {
    return connection;
  }

  CloseReport.Entry close(Duration deadline) {
    return provider.close(deadline).connections().get(0);
  }

  @Override
  public void close() {
    provider.close(Duration.ofSeconds(5));
  }
}
