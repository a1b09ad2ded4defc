package dev.connections.sql.mssql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.TlsFailures;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsSqlConfigurationTest {

  private static final Secret PASSWORD = Secret.of("${env:PASSWORD}", () -> "canary");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:sqlserver://db;password=canary           | url must not hold the parameter 'password'; use the setting password
          jdbc:sqlserver://db;PassWord = {can;ary}      | url must not hold the parameter 'PassWord'; use the setting password
          jdbc:sqlserver://db;userName=sa               | url must not hold the parameter 'userName'; use the setting username
          jdbc:sqlserver://db;encrypt=false             | url must not hold the parameter 'encrypt'; use the setting tls
          jdbc:sqlserver://db;TrustServerCertificate=1  | url must not hold the parameter 'TrustServerCertificate'; use the setting tls
          jdbc:sqlserver://db;loginTimeout=9            | url must not hold the parameter 'loginTimeout'; use the setting timeouts.connect
          jdbc:sqlserver://db;database=a;Database=b     | url has the parameter 'Database', which it or driverProperties has, too
          jdbc:sqlserver://sa:canary@db                 | url must not hold a user or password; use the settings of that name
          jdbc:postgresql://db/orders                   | url must begin with jdbc:sqlserver://; this is a url for type: PostgreSql
          """)
  void aUrlWithWhatBelongsElsewhereIsRefusedWithoutBeingShown(String url, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MsSqlConfiguration.of(url, "app", PASSWORD))
        .withMessage(message);
  }

  @Test
  void severalHostsAreEndpoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MsSqlConfiguration.of("jdbc:sqlserver://a,b", "app", PASSWORD))
        .withMessageContaining("use the setting endpoints");
  }

  @Test
  void aSemicolonInBracesEndsNoProperty() {
    MsSqlConfiguration accepted =
        MsSqlConfiguration.of(
            "jdbc:sqlserver://db\\one:1433;databaseName={a;password=b}};c};lockTimeout=5",
            "app",
            PASSWORD);

    assertThat(MsSqlUrl.of(accepted.url()).parameters())
        .containsExactly("databaseName", "lockTimeout");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:sqlserver://localhost, DISABLE",
    "jdbc:sqlserver://LOCALHOST:1433;databaseName=orders, DISABLE",
    "jdbc:sqlserver://127.0.0.1\\SQLEXPRESS, DISABLE",
    "jdbc:sqlserver://localhost\\SQLEXPRESS:1433, DISABLE",
    "jdbc:sqlserver://db.example.com, VERIFY_FULL",
    "jdbc:sqlserver://db\\localhost, VERIFY_FULL",
    "jdbc:sqlserver://localhost.example.com, VERIFY_FULL"
  })
  void theServerIsVerifiedUnlessItIsThisMachine(String url, TlsMode expected) {
    assertThat(TlsFailures.defaultMode(MsSqlUrl.host(MsSqlUrl.of(url)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          socketTimeout    | driverProperties must not hold 'socketTimeout'; it follows from the deadlines
          accessToken      | driverProperties must not hold 'accessToken'; it is a secret, and secrets other than password are not supported
          DATABASENAME     | url has the parameter 'databaseName', which it or driverProperties has, too
          """)
  void aPropertyThatWouldBeIgnoredOrIsOursIsRefused(String name, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with("jdbc:sqlserver://db;databaseName=orders", null, null, Map.of(name, "x")))
        .withMessage(message);
  }

  @Test
  void aPropertyThatTheDriverDoesNotKnowIsRefusedWhenTheConnectionIsMade() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () -> told(with("jdbc:sqlserver://db", null, null, Map.of("lockTimeouts", "5"))))
        .withMessageContaining("mssql-jdbc does not know, and would ignore")
        .withMessageContaining("lockTimeouts");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> told(with("jdbc:sqlserver://db;databasName=a", null, null, Map.of())))
        .withMessageContaining("databasName");
  }

  /** What is set here must not be settable twice, so the names must be the driver's. */
  @Test
  void whateverTheDialectSetsIsRefusedFromUsers() {
    MsSqlConfiguration configuration =
        with("jdbc:sqlserver://db", TlsMode.VERIFY_FULL, Path.of("pom.xml"), Map.of());

    assertThat(told(configuration).stringPropertyNames())
        .allSatisfy(name -> assertThat(MsSqlRules.OWN_SETTINGS).containsKey(name.toLowerCase()));
  }

  @Test
  void theDriverUnderstandsWhatItIsTold() throws SQLException {
    MsSqlConfiguration configuration =
        with(
            "jdbc:sqlserver://db.example.com:1444;databaseName=orders",
            null,
            null,
            Map.of("LOCKTIMEOUT", "5000"));

    Map<String, String> understood = new HashMap<>();
    for (DriverPropertyInfo each :
        new SQLServerDriver().getPropertyInfo(configuration.url(), told(configuration))) {
      understood.put(each.name, String.valueOf(each.value));
    }
    assertThat(understood)
        .containsEntry("serverName", "db.example.com")
        .containsEntry("portNumber", "1444")
        .containsEntry("databaseName", "orders")
        .containsEntry("user", "app")
        .containsEntry("applicationName", "orders-db")
        .containsEntry("encrypt", "True")
        .containsEntry("trustServerCertificate", "false")
        .containsEntry("lockTimeout", "5000")
        .containsEntry("queryTimeout", "-1")
        .containsEntry("xopenStates", "false");
  }

  @ParameterizedTest
  @CsvSource({"VERIFY_FULL, true, false", "REQUIRE, true, true", "DISABLE, false, false"})
  void bothPropertiesOfTlsAreAlwaysTold(TlsMode mode, String encrypt, String trusting) {
    Properties told = told(with("jdbc:sqlserver://db", mode, null, Map.of()));

    assertThat(told)
        .containsEntry("encrypt", encrypt)
        .containsEntry("trustServerCertificate", trusting);
  }

  @Test
  void timeLimitsOfTheDriverFollowFromTheDeadline() {
    Properties told = told(with("jdbc:sqlserver://db", null, null, Map.of()));

    assertThat(told).containsEntry("loginTimeout", "3").containsEntry("connectRetryCount", "0");
    assertThat(Integer.parseInt(told.getProperty("socketTimeout"))).isBetween(1, 2500);
  }

  private static Properties told(MsSqlConfiguration configuration) {
    Properties told =
        new MsSqlDialect("orders-db", configuration)
            .properties(Deadline.after(Duration.ofMillis(2500), TimeSource.system()));
    new MsSqlTls(configuration, MsSqlUrl.of(configuration.url())).startup(told, null);
    return told;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authentication=ActiveDirectoryManagedIdentity", "integratedSecurity=true"})
  void aLoginMayBeLeftOutWhereAnotherWayToLogInIsChosen(String property) {
    String url = "jdbc:sqlserver://db;";

    assertThat(withoutLogin(url + property).username()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withoutLogin(url))
        .withMessageContaining("username is missing");
  }

  private static MsSqlConfiguration withoutLogin(String url) {
    return new MsSqlConfiguration(
        url,
        Optional.empty(),
        Optional.empty(),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  @Test
  void aRootCertificateThatWouldBeIgnoredOrIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:sqlserver://localhost", null, Path.of("pom.xml"), Map.of()))
        .withMessageContaining("rootCertificate has no effect unless tls is VERIFY_FULL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:sqlserver://db", null, Path.of("nope.pem"), Map.of()))
        .withMessageContaining("nope.pem does not exist");
  }

  @Test
  void nothingPrintsThePassword() {
    assertThat(MsSqlConfiguration.of("jdbc:sqlserver://db", "app", PASSWORD).toString())
        .contains("${env:PASSWORD}")
        .doesNotContain("canary");
  }

  private static MsSqlConfiguration with(
      String url, @Nullable TlsMode tls, @Nullable Path root, Map<String, String> properties) {
    return new MsSqlConfiguration(
        url,
        Optional.of("app"),
        Optional.of(PASSWORD),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.ofNullable(tls),
        Optional.ofNullable(root),
        properties);
  }
}
