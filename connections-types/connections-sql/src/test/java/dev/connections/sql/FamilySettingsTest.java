package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the types {@code MariaDb} and {@code MySql} reject before they connect. */
@Timeout(60)
class FamilySettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MariaDb | jdbc:mysql://db/orders                         | must begin with jdbc:mariadb://; this is a url for type: MySql
          MySql   | jdbc:mariadb://db/orders                       | must begin with jdbc:mysql://; this is a url for type: MariaDb
          MariaDb | mariadb://db/orders                            | must begin with jdbc:mariadb://; write jdbc:mariadb://host:port/database
          MariaDb | jdbc:mariadb:replication://db/orders           | must begin with jdbc:mariadb://
          MySql   | jdbc:mysql:loadbalance://db/orders             | must begin with jdbc:mysql://
          MySql   | jdbc:postgresql://db/orders                    | this is a url for type: PostgreSql
          MariaDb | jdbc:mariadb://one,two/orders                  | must name one host
          MySql   | jdbc:mysql://address=(host=db)/orders          | must name its host as host:port
          MySql   | jdbc:mysql://app:canary@db/orders              | must not hold a user or password
          MariaDb | jdbc:mariadb://db/orders?password=canary       | must not hold the parameter 'password'; use the setting password
          MariaDb | jdbc:mariadb://db/orders?SSLMODE=trust         | must not hold the parameter 'SSLMODE'; use the setting tls
          MySql   | jdbc:mysql://db/orders?useSSL=false            | must not hold the parameter 'useSSL'; use the setting tls
          MariaDb | jdbc:mariadb://db/orders?allowLocalInfile=true | a server could ask for any file
          MySql   | jdbc:mysql://db/orders?allowMultiQueries=true  | must not hold the parameter 'allowMultiQueries'
          MySql   | jdbc:mysql://db/orders?autoReconnect=true      | behind the pool's back
          MariaDb | jdbc:mariadb://db/orders?useResetConnection=true | behind the pool's back
          MariaDb | jdbc:mariadb://db/orders?socketTimeout=5000    | it follows from the deadlines
          MySql   | jdbc:mysql://db/orders?queryInterceptors=x     | it runs code that the type does not know
          MariaDb | jdbc:mariadb://db/orders?nonsense=1            | MariaDB's driver does not know, and would ignore, what url or driverProperties set: nonsense
          MySql   | jdbc:mysql://db/orders?nonsense=1              | MySQL's driver does not know, and would ignore, what url or driverProperties set: nonsense
          MariaDb | jdbc:mariadb://db/orders?useCompresion=1       | Did you mean useCompression?
          MySql   | jdbc:mysql://db/orders?useCompresion=1         | Did you mean useCompression?
          MySql   | jdbc:mysql://db/orders?allowMultiQueries=true  | send each by itself, in a transaction
          MySql   | jdbc:mysql://db/orders?usecompression=true     | Write useCompression; case matters
          """)
  void aUrlIsRejected(String type, String url, String message) {
    assertThatThrownBy(() -> open(type, url, ""))
        .isInstanceOf(ConnectionConfigurationException.class)
        .satisfies(
            failure ->
                assertThat(
                        failure.getMessage()
                            + ((ConnectionConfigurationException) failure).diagnosis())
                    .contains(message)
                    .doesNotContain("canary"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MariaDb | applicationName: 'a:b'              | must not hold ',' or ':'
          MariaDb | statementTimeout: 0ms               | must be from 1ms to 24d
          MySql   | rootCertificate: nowhere.pem        | nowhere.pem does not exist
          MariaDb | driverProperties: { password: x }   | must not hold 'password'; use the setting password
          MySql   | driverProperties: { useCursorFetch: true } | must not hold 'useCursorFetch'
          MySql   | driverProperties: { rewritebatchedstatements: true } | Write rewriteBatchedStatements
          """)
  void aSettingIsRejected(String type, String setting, String message) {
    assertThatThrownBy(
            () ->
                open(type, "jdbc:" + type.toLowerCase(java.util.Locale.ROOT) + "://db/a", setting))
        .isInstanceOf(ConnectionConfigurationException.class)
        .satisfies(
            failure ->
                assertThat(
                        failure.getMessage()
                            + ((ConnectionConfigurationException) failure).diagnosis())
                    .contains(message));
  }

  private static void open(String type, String url, String setting) {
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "connections.yaml",
                    """
                    connections:
                      orders-db:
                        type: %s
                        url: "%s"
                        username: app
                        %s
                    """
                        .formatted(type, url, setting)));
    builder.types(SqlConnectionTypes.source());
    builder.open().close();
  }
}
