package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.Secret;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.TlsMode;
import dev.connections.sql.internal.dialect.JdbcUrl;
import dev.connections.sql.internal.dialect.TlsFailures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgreSqlConfigurationTest {

  private static final Secret PASSWORD = Secret.of("${env:PASSWORD}", () -> "canary");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://app:canary@db/orders                | url must begin with jdbc:postgresql:; write jdbc:postgresql://host:port/database; url must not hold a user or password; use the settings of that name
          jdbc:postgresql://app:canary@db/orders         | url must not hold a user or password; use the settings of that name
          jdbc:postgresql://db/orders?password=canary    | url must not hold the parameter 'password'; use the setting password
          jdbc:postgresql://db/orders?PassWord=canary    | url must not hold the parameter 'PassWord'; use the setting password
          jdbc:postgresql://db/orders?pass%77ord=canary  | url must not hold the parameter 'password'; use the setting password
          jdbc:postgresql://db/?a=b&sslmode=disable      | url must not hold the parameter 'sslmode'; use the setting tls
          jdbc:postgresql://db/?options=-c%20x=y&user=me | url must not hold the parameter 'options'; use the setting options; url must not hold the parameter 'user'; use the setting username
          """)
  void aUrlWithWhatBelongsElsewhereIsRefusedWithoutBeingShown(String url, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgreSqlConfiguration.of(url, "app", PASSWORD))
        .withMessage(message)
        .satisfies(rejection -> assertThat(rejection.getMessage()).doesNotContain("canary"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost/orders, DISABLE",
    "jdbc:postgresql://LOCALHOST:5433/orders, DISABLE",
    "jdbc:postgresql://127.0.0.1:5432/orders, DISABLE",
    "jdbc:postgresql://[::1]:5432/orders, DISABLE",
    "jdbc:postgresql:orders, DISABLE",
    "jdbc:postgresql:///orders, DISABLE",
    "jdbc:postgresql://db.example.com/orders, VERIFY_FULL",
    "jdbc:postgresql://127.0.0.1.example.com/orders, VERIFY_FULL",
    "jdbc:postgresql://localhost.example.com/orders, VERIFY_FULL",
    "'jdbc:postgresql://localhost,db.example.com/orders', VERIFY_FULL",
    "jdbc:postgresql://10.0.0.1/orders?loadBalanceHosts=true, VERIFY_FULL"
  })
  void theServerIsVerifiedUnlessItIsThisMachine(String url, TlsMode expected) {
    assertThat(TlsFailures.defaultMode(JdbcUrl.withQuery(url))).isEqualTo(expected);
  }

  @Test
  void aRootCertificateThatWouldBeIgnoredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:postgresql://localhost/a", null, Path.of("root.pem"), null))
        .withMessageContaining("rootCertificate has no effect unless tls is VERIFY_FULL");
    assertThat(with("jdbc:postgresql://db/a", null, Path.of("pom.xml"), null).rootCertificate())
        .isPresent();
  }

  @Test
  void aRootCertificateThatIsNotThereIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("jdbc:postgresql://db/a", null, Path.of("nope.pem"), null))
        .withMessageContaining("rootCertificate must be a file that can be read, but ")
        .withMessageContaining("nope.pem does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://db/orders, write jdbc:postgresql://host:port/database",
    "postgresql://db/orders, write jdbc:postgresql://host:port/database",
    "jdbc:postgres://db/orders, write jdbc:postgresql://host:port/database",
    "jdbc:h2:mem:orders, this is a url for type: H2",
    "jdbc:mysql://db/orders, this is a url for type: MySql",
    "jdbc:db2://db/orders, 'this is a url for another database, to which this type'",
  })
  void aUrlOfAnotherFormSaysWhatToWrite(String url, String hint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgreSqlConfiguration.of(url, "app", PASSWORD))
        .withMessageContaining("url must begin with jdbc:postgresql:; " + hint);
  }

  @Test
  void aStatementTimeoutBelowAMillisecondIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with("jdbc:postgresql://localhost/a", null, null, Duration.ofNanos(999_999)))
        .withMessageContaining("statementTimeout must be from 1ms");
  }

  @Test
  void nothingPrintsThePassword() {
    PostgreSqlConfiguration configuration =
        PostgreSqlConfiguration.of("jdbc:postgresql://localhost/orders", "app", PASSWORD);

    assertThat(configuration.toString()).contains("${env:PASSWORD}").doesNotContain("canary");
  }

  private static PostgreSqlConfiguration with(
      String url,
      @Nullable TlsMode tls,
      @Nullable Path rootCertificate,
      @Nullable Duration statementTimeout) {
    return new PostgreSqlConfiguration(
        url,
        "app",
        Optional.of(PASSWORD),
        SqlPoolSettings.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(tls),
        Optional.ofNullable(rootCertificate),
        Optional.ofNullable(statementTimeout));
  }
}
