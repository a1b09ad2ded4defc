package dev.connections.sql.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.Deadline;
import dev.connections.Secret;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import oracle.jdbc.OracleDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OracleConfigurationTest {

  private static final Secret PASSWORD = Secret.of("${env:PASSWORD}", () -> "canary");
  private static final String TCPS = "jdbc:oracle:thin:@tcps://db:2484/orders";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:oracle:thin:scott/canary@//db/orders       | url must not hold a user or password; use the settings of that name
          jdbc:oracle:thin:@//scott:canary@db/orders      | url must not hold a user or password; use the settings of that name
          jdbc:oracle:thin:@//db/orders?password=canary   | url must not hold the parameter 'password'; use the setting password
          jdbc:oracle:thin:@//db/orders?V$Session.Program=canary | url must not hold the parameter 'V$Session.Program'; use the setting applicationName
          jdbc:oracle:thin:@//db/orders?sdu=canary        | url must not hold the parameter 'sdu'; write it in driverProperties by its full name, such as oracle.net.keepAlive
          jdbc:oracle:oci:@canary                         | url must begin with jdbc:oracle:thin:@; write jdbc:oracle:thin:@//host:port/service
          jdbc:postgresql://db/canary                     | url must begin with jdbc:oracle:thin:@; this is a url for type: PostgreSql
          """)
  void aUrlWithWhatBelongsElsewhereIsRefusedWithoutBeingShown(String url, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OracleConfiguration.of(url, "app", PASSWORD))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:@canary",
        "jdbc:oracle:thin:@canary?TNS_ADMIN=/etc",
        "jdbc:oracle:thin:@ldap://canary:389/cn=orders",
        "jdbc:oracle:thin:@config-file:///canary",
        "jdbc:oracle:thin:@//canary",
        "jdbc:oracle:thin:@"
      })
  void aNameThatSomethingElseResolvesIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OracleConfiguration.of(url, "app", PASSWORD))
        .withMessageStartingWith("url must ")
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          //db/orders                    | tcps | db        | 1521 | (SERVICE_NAME=orders)
          db:1600/orders                 | tcps | db        | 1600 | (SERVICE_NAME=orders)
          db:1600:ORCL                   | tcps | db        | 1600 | (SID=ORCL)
          tcps://db.example.com:2484/o   | tcps | db.example.com | 2484 | (SERVICE_NAME=o)
          TCPS:db/orders.example.com     | tcps | db        | 1521 | (SERVICE_NAME=orders.example.com)
          //localhost/orders             | tcp  | localhost | 1521 | (SERVICE_NAME=orders)
          tcp://127.0.0.1:1600/orders    | tcp  | 127.0.0.1 | 1600 | (SERVICE_NAME=orders)
          tcps://localhost/orders        | tcps | localhost | 1521 | (SERVICE_NAME=orders)
          //[::1]:1600/orders            | tcp  | ::1       | 1600 | (SERVICE_NAME=orders)
          //db/orders:dedicated/one      | tcps | db        | 1521 | (SERVICE_NAME=orders)(SERVER=dedicated)(INSTANCE_NAME=one)
          """)
  void theDriverIsGivenADescriptorThatSaysEverything(
      String rest, String protocol, String host, String port, String data) {
    OracleConfiguration accepted =
        OracleConfiguration.of("jdbc:oracle:thin:@" + rest, "app", PASSWORD);
    OracleUrl url = OracleUrl.of(accepted.url());

    assertThat(url.forDriver(new OracleTls(accepted, url).mode()))
        .isEqualTo(
            "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=%s)(HOST=%s)(PORT=%s))(CONNECT_DATA=%s))"
                .formatted(protocol, host, port, data));
  }

  @Test
  void aDescriptorIsPassedOnAsItIs() {
    String descriptor =
        "(description = (address=(protocol=TCPS)(host=db)(port=2484))"
            + "(security=(ssl_server_cert_dn=\"CN=db(1),O=Example\"))"
            + "(connect_data=(service_name=orders)(server=dedicated)))";
    OracleUrl url = OracleUrl.of("jdbc:oracle:thin:@" + descriptor);

    assertThat(url.forDriver(TlsMode.VERIFY_FULL)).isEqualTo("jdbc:oracle:thin:@" + descriptor);
    assertThat(url.shown().toString()).isEqualTo("jdbc:oracle:thin:@tcps://db:2484/orders");
    assertThat(url.shown().hosts()).containsExactly("db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (SECURITY=(SSL_SERVER_DN_MATCH=off))  | url must not hold SSL_SERVER_DN_MATCH; use the setting tls
          (RETRY_COUNT=3)                       | url must not hold RETRY_COUNT; use the settings of retry
          (CONNECT_TIMEOUT=3)                   | url must not hold CONNECT_TIMEOUT; use the setting timeouts.connect
          (CANARY=3)                            | url must not hold CANARY, which would be ignored or is not known
          (ADDRESS=(PROTOCOL=tcps)(HOST=b)(PORT=1)) | url must name one host, but names several; use the setting endpoints, with a url for each server
          (SDU=                                 | url cannot be read: a descriptor is (NAME=value) or (NAME=(…)(…)), with as many closing brackets as opening ones
          """)
  void aPartOfADescriptorThatWouldBeIgnoredOrIsOursIsRefused(String part, String message) {
    String url =
        "jdbc:oracle:thin:@(DESCRIPTION="
            + part
            + "(ADDRESS=(PROTOCOL=tcps)(HOST=a)(PORT=1))(CONNECT_DATA=(SERVICE_NAME=orders)))";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OracleConfiguration.of(url, "app", PASSWORD))
        .withMessage(message);
  }

  @Test
  void severalHostsAreEndpoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OracleConfiguration.of("jdbc:oracle:thin:@tcps://a:1,b:2/x1", "app", PASSWORD))
        .withMessageContaining("use the setting endpoints")
        .withMessageContaining("url: jdbc:oracle:thin:@tcps://a:1/x1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          tcp://db/orders         | -           | url says tcp, which is not encrypted, but tls is VERIFY_FULL, the default for hosts that are not this machine; write tcps, or set tls: DISABLE if the network to the server is trusted
          tcp://localhost/orders  | VERIFY_FULL | url says tcp, which is not encrypted, but tls is VERIFY_FULL; write tcps, or set tls: DISABLE if the network to the server is trusted
          tcps://db/orders        | DISABLE     | url says tcps, but tls is DISABLE; write tcp, or leave tls out
          //db/orders             | REQUIRE     | tls must not be REQUIRE: the driver cannot encrypt without verifying the certificate; set VERIFY_FULL and rootCertificate, or DISABLE
          """)
  void urlAndTlsMustAgree(String rest, @Nullable TlsMode tls, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:oracle:thin:@" + rest, tls, null, Map.of()))
        .withMessage(message);
  }

  @Test
  void plainTextIsAllowedWhereItIsAskedFor() {
    OracleConfiguration accepted =
        with("jdbc:oracle:thin:@tcp://db/orders", TlsMode.DISABLE, null, Map.of());

    assertThat(new OracleTls(accepted, OracleUrl.of(accepted.url())).mode())
        .isEqualTo(TlsMode.DISABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oracle.jdbc.ReadTimeout          | it follows from the deadlines
          ORACLE.NET.SSL_SERVER_DN_MATCH   | use the setting tls
          oracle.jdbc.accessToken          | it is a secret, and secrets other than password are not supported
          oracle.jdbc.config.file          | what it names could set anything; write url and the other settings here
          """)
  void aPropertyThatIsOursIsRefused(String name, String instead) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(TCPS, null, null, Map.of(name, "x")))
        .withMessage("driverProperties must not hold '" + name + "'; " + instead);
  }

  @Test
  void aPropertyThatTheDriverDoesNotKnowIsRefusedWhenTheConnectionIsMade() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> told(with(TCPS, null, null, Map.of("oracle.jdbc.bogus", "5"))))
        .withMessageContaining("ojdbc11 does not know, and would ignore")
        .withMessageContaining("oracle.jdbc.bogus");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> told(with(TCPS, null, null, Map.of("defaultrowprefetch", "5"))))
        .satisfies(
            failure ->
                assertThat(failure.diagnosis().nextStep())
                    .contains("Write defaultRowPrefetch; case matters"));
  }

  /** What is set here must not be settable twice, and the names must be the driver's. */
  @Test
  void whateverTheDialectSetsIsRefusedFromUsersAndKnownToTheDriver() throws SQLException {
    Map<String, String> known = understood(told(with(TCPS, null, null, Map.of())));

    assertThat(told(with(TCPS, null, null, Map.of())).stringPropertyNames())
        .allSatisfy(
            name -> {
              assertThat(known).containsKey(name);
              if (!name.equals("oracle.jdbc.implicitStatementCacheSize")) {
                assertThat(OracleProperties.OWN_SETTINGS)
                    .containsKey(name.toLowerCase(Locale.ROOT));
              }
            });
    assertThat(OracleProperties.OWN_SETTINGS.keySet())
        .allSatisfy(
            name -> assertThat(known.keySet()).anyMatch(each -> each.equalsIgnoreCase(name)));
  }

  @Test
  void theDriverUnderstandsWhatItIsTold() throws SQLException {
    Map<String, String> understood =
        understood(told(with(TCPS, null, null, Map.of("defaultRowPrefetch", "100"))));

    assertThat(understood)
        .containsEntry("user", "app")
        .containsEntry("v$session.program", "orders-db")
        .containsEntry("oracle.net.ssl_server_dn_match", "true")
        .containsEntry("oracle.net.ssl_allow_weak_dn_match", "false")
        .containsEntry("oracle.jdbc.implicitStatementCacheSize", "50")
        .containsEntry("defaultRowPrefetch", "100");
  }

  @Test
  void theStatementCacheIsTheApplicationsToChoose() {
    String size = "oracle.jdbc.implicitStatementCacheSize";

    assertThat(told(with(TCPS, null, null, Map.of(size, "0")))).containsEntry(size, "0");
  }

  @Test
  void timeLimitsOfTheDriverAreWhatIsLeftOfTheDeadline() {
    Properties told = told(with(TCPS, null, null, Map.of()));

    assertThat(told).containsEntry("oracle.jdbc.loginTimeout", "3");
    assertThat(Integer.parseInt(told.getProperty("oracle.jdbc.ReadTimeout"))).isBetween(1, 2500);
    assertThat(Integer.parseInt(told.getProperty("oracle.net.CONNECT_TIMEOUT"))).isBetween(1, 2500);
  }

  @Test
  void anApplicationNameThatTheServerWouldNotTakeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("orders)(SERVICE_NAME=other"))
        .withMessageContaining("applicationName must be 1 to 48 letters");
    assertThatIllegalArgumentException().isThrownBy(() -> named("x".repeat(49)));
    assertThat(named("orders v1.2 (blue)".replaceAll("[()]", "")).applicationName()).isPresent();
  }

  @Test
  void aRootCertificateThatWouldBeIgnoredOrIsNotThereIsRefused() {
    Path there = Path.of("pom.xml");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:oracle:thin:@//localhost/orders", null, there, Map.of()))
        .withMessageContaining("rootCertificate has no effect unless tls is VERIFY_FULL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(TCPS, null, Path.of("nope.pem"), Map.of()))
        .withMessageContaining("nope.pem does not exist");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(TCPS, null, there, Map.of("oracle.net.wallet_location", "w")))
        .withMessageContaining("both say what is trusted");
  }

  @Test
  void nothingPrintsThePassword() {
    assertThat(OracleConfiguration.of(TCPS, "app", PASSWORD).toString())
        .contains("${env:PASSWORD}")
        .doesNotContain("canary");
  }

  private static Map<String, String> understood(Properties told) throws SQLException {
    Map<String, String> understood = new HashMap<>();
    for (DriverPropertyInfo each :
        new OracleDriver().getPropertyInfo("jdbc:oracle:thin:@//db/orders", told)) {
      understood.put(each.name, String.valueOf(each.value));
    }
    return understood;
  }

  private static Properties told(OracleConfiguration configuration) {
    Properties told =
        new OracleDialect("orders-db", configuration)
            .properties(Deadline.after(Duration.ofMillis(2500), TimeSource.system()));
    new OracleTls(configuration, OracleUrl.of(configuration.url())).startup(told, null);
    return told;
  }

  private static OracleConfiguration named(String applicationName) {
    return new OracleConfiguration(
        TCPS,
        "app",
        PASSWORD,
        SqlPoolSettings.DEFAULT,
        false,
        Optional.of(applicationName),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static OracleConfiguration with(
      String url, @Nullable TlsMode tls, @Nullable Path root, Map<String, String> properties) {
    return new OracleConfiguration(
        url,
        "app",
        PASSWORD,
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.ofNullable(tls),
        Optional.ofNullable(root),
        properties);
  }
}
